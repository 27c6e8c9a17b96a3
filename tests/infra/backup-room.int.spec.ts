import { readdir } from 'node:fs/promises';
import { useDatabase } from '@buurtbalans/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { command, owned } from '../../apps/launcher/src/backup/ground.testing.ts';
import { mountSmallDisk, type SmallDisk } from '../faults/small-disk.ts';

const database = useDatabase();
let disk: SmallDisk | undefined;

beforeAll(async () => {
  disk = await mountSmallDisk(2);
});
afterAll(() => disk?.remove());

it('[E106] a backup for which there is no room says so, leaves nothing, and is made once there is', async ({
  skip,
}) => {
  if (!disk) return skip('no file system can be mounted here');
  await owned(
    database.url,
    `insert into report_document (report_id, trajectory_id, body)
       select gen_random_uuid(), gen_random_uuid(), string_agg(sha256(n::text::bytea), '') from generate_series(1, 20000) n`,
  );
  await disk.fill();
  const full = await readdir(disk.folder);
  expect(await command(database.url, 'backup', disk.folder)).toMatchObject({
    code: 75,
    said: expect.stringContaining('the disk is full'),
  });
  expect(await readdir(disk.folder)).toEqual(full);
  await disk.free();
  expect(await command(database.url, 'backup', disk.folder)).toMatchObject({ code: 0 });
  expect(await readdir(disk.folder)).toEqual([expect.stringMatching(/^buurtbalans-.*\.tar$/)]);
}, 120_000);
