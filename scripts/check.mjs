// Types, lint, direction of dependencies, rules without a test, and days that will be past. Each check counts as one test.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { bin, environment, root } from './node24.mjs';

const kit = join(root, 'apps', 'session-kit');
const checks = [
  ['types of packages, worker and launcher', 'tsc', ['-p', 'tsconfig.json']],
  ['types of the engine', 'tsc', ['-p', 'apps/engine']],
  [
    'types and accessibility of the screens',
    'svelte-check',
    ['--tsconfig', './tsconfig.json', '--fail-on-warnings'],
    kit,
  ],
  ['lint', 'oxlint', ['--deny-warnings']],
  [
    'direction of dependencies',
    'depcruise',
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'packages', 'apps', 'tests'],
  ],
  ['every failure of a promise is heard', process.execPath, ['scripts/unheard-promises.mjs']],
  ['every rule has a test', process.execPath, ['scripts/spec-rules.mjs']],
  ['no written day meets the running clock', process.execPath, ['scripts/written-days.mjs']],
];

/** Runs all checks; gives how many passed and failed. */
export function runChecks() {
  let failed = 0;
  for (const [name, program, args, cwd = root] of checks) {
    const from = Date.now();
    const command = program.includes('/') ? program : join(bin, program);
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd,
      env: environment(),
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    const seconds = ((Date.now() - from) / 1000).toFixed(1);
    console.log(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
    if (status === 0) continue;
    failed += 1;
    console.log(`${stdout ?? ''}${stderr ?? ''}`.slice(-6_000));
  }
  return { passed: checks.length - failed, failed };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = runChecks().failed > 0 ? 1 : 0;
