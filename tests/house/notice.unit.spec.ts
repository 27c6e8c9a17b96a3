import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

it('NOTICE names each package that comes along, as the lockfile has it, and every licence fits', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/notice.mjs', '--check'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
