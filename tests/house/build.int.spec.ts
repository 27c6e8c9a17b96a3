import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

/** What the build says in an environment. */
function build(env: Record<string, string>): { status: number | null; said: string } {
  const script = join(ROOT, 'scripts', 'build.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

test('what is current is not built again, and nothing is said of it', () => {
  expect(build({ PATH: process.env['PATH']! })).toEqual({ status: 0, said: '' });
});

test('a start without npm, as under systemd, takes what was built', () => {
  expect(build({ PATH: '/nonexistent' })).toEqual({
    status: 0,
    said: 'build: what was built before is taken as it is\n',
  });
});
