// Makes the pictures of docs/walkthrough.md anew: the journey test takes them as it goes.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bin, environment, root } from './node24.mjs';

const { status } = spawnSync(join(bin, 'vitest'), ['run', '--project', 'journey'], {
  cwd: root,
  stdio: 'inherit',
  env: environment({ WALKTHROUGH: join(root, 'docs', 'images') }),
});
process.exitCode = status ?? 1;
