// Builds the engine and the screens; what is current is left alone. Runs after `npm install`, and at a start when needed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, installed, root } from './node24.mjs';

const force = process.argv.includes('--force');
const LEFT_OUT = new Set([
  'node_modules',
  'dist',
  'build',
  '.svelte-kit',
  'project.inlang',
  'paraglide',
  'cache',
  'data',
  'fixtures',
]);

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((one, other) =>
    one.name < other.name ? -1 : 1,
  )) {
    if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) yield* filesBelow(join(folder, entry.name));
    else if (entry.isFile() && !entry.name.includes('.spec.')) yield join(folder, entry.name);
  }
}

function fingerprint(folders) {
  const hash = createHash('sha256');
  for (const folder of folders.map((name) => join(root, name))) {
    for (const file of filesBelow(folder)) hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
}

const SHARED = ['packages/domain', 'packages/contracts'];
const builds = [
  {
    name: 'engine',
    folder: 'apps/engine',
    result: 'dist/main.js',
    sources: [
      'apps/engine',
      ...SHARED,
      'packages/calendar',
      'packages/database',
      'packages/figures',
      'packages/geo',
      'packages/queue',
      'packages/reports',
    ],
  },
  {
    name: 'session-kit',
    folder: 'apps/session-kit',
    result: 'build/index.js',
    sources: ['apps/session-kit', ...SHARED, 'packages/geo', 'packages/ui'],
  },
];

if (!installed('vite')) {
  console.log('build: Vite is not installed, nothing is built');
  process.exit(0);
}
const cache = join(root, '.cache');
mkdirSync(cache, { recursive: true });
for (const { name, folder, result, sources } of builds) {
  const stamp = join(cache, `${name}.build`);
  const wanted = fingerprint(sources);
  const current = existsSync(stamp) && existsSync(join(root, folder, result)) && readFileSync(stamp, 'utf8') === wanted;
  if (current && !force) continue;
  const from = Date.now();
  // one that is broken off is not taken for whole afterwards
  rmSync(stamp, { force: true });
  process.stdout.write(`build: ${name} … `);
  const { status, stdout, stderr } = spawnSync('vite', ['build', '--logLevel', 'warn'], {
    cwd: join(root, folder),
    env: environment({ NODE_ENV: 'production' }),
    encoding: 'utf8',
  });
  if (status !== 0) {
    console.error(`failed\n${stdout ?? ''}${stderr ?? ''}`);
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
  console.log(`${((Date.now() - from) / 1000).toFixed(1)} s`);
}
