import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { clearLeftUploads } from './when-whole.ts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'buurtbalans-when-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

it('[E96] an upload that a killed engine left is cleared after a day, and nothing else', async () => {
  const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);
  for (const [name, hours] of [
    ['buurtbalans-upload-old', 25],
    ['buurtbalans-upload-young', 23],
    ['of-somebody-else', 25],
  ] as const) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'file'), 'naam;waarde\n');
    await utimes(join(folder, name), hoursAgo(hours), hoursAgo(hours));
  }
  await symlink('of-somebody-else', join(folder, 'buurtbalans-upload-link'));
  await clearLeftUploads(folder);
  expect((await readdir(folder)).toSorted()).toEqual([
    'buurtbalans-upload-link',
    'buurtbalans-upload-young',
    'of-somebody-else',
  ]);
  expect(await readdir(join(folder, 'of-somebody-else'))).toEqual(['file']);
  await expect(clearLeftUploads(join(folder, 'not-there'))).resolves.toBeUndefined();
});
