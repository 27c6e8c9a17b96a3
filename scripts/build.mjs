// Builds what is older than its sources, or not there. Runs after `npm install`, and at a start.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAsBuilt, toBeBuilt } from './built.mjs';
import { bin, environment, root } from './node24.mjs';
import { canRunTasks, runBuilds } from './turbo.mjs';

const kit = join(root, 'apps', 'session-kit');
const isBuilt = [
  join(root, 'apps', 'engine', 'dist', 'main.js'),
  join(root, 'apps', 'worker', 'dist', 'main.js'),
  join(kit, 'build', 'index.js'),
].every(existsSync);
// npm takes away what it did not install, and the types of the pages lie there
const hasTypes = existsSync(join(kit, 'node_modules', '$app'));
if (isBuilt && (hasTypes || !canRunTasks()) && process.argv.length === 2 && isAsBuilt()) process.exit();
const remember = toBeBuilt();
const from = Date.now();
const { status, said, isCurrent, hasRun } = canRunTasks() ? runBuilds(process.argv.slice(2)) : { status: 1, said: '' };

if (status === 0) {
  if (!isCurrent) {
    // what Node compiled is of files that are no more
    rmSync(join(root, '.cache', 'code'), { recursive: true, force: true });
    console.log(`build: ${((Date.now() - from) / 1000).toFixed(1)} s`);
  }
  if (!hasTypes) spawnSync(join(bin, 'svelte-kit'), ['sync'], { cwd: kit, env: environment(), stdio: 'ignore' });
  remember();
} else if (isBuilt && !hasRun) {
  // without development dependencies, without npm, or where nobody may write
  console.log('build: what was built before is taken as it is');
} else {
  console.error(
    `build: failed\n${said || 'engine, worker and screens are not built, which takes development dependencies'}`,
  );
  process.exitCode = 1;
}
