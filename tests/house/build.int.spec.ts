import { spawnSync } from 'node:child_process';
import { utimesSync } from 'node:fs';
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

/** A source that somebody has looked into: not as it was, and yet the same. */
function touched(): void {
  utimesSync(join(ROOT, 'packages', 'geo', 'src', 'index.ts'), new Date(), new Date());
}

test('what was touched is looked at, and not built again when it is the same', () => {
  touched();
  expect(build({ PATH: process.env['PATH']! })).toEqual({ status: 0, said: '' });
});

test('a start without npm, as under systemd, takes what was built', () => {
  touched();
  expect(build({ PATH: '/nonexistent' })).toEqual({
    status: 0,
    said: 'build: what was built before is taken as it is\n',
  });
});
