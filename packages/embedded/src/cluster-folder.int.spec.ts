import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eraseCluster, hasCluster } from './cluster-folder.ts';

let folder: string;
let dataDir: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buurtbalans-cluster-'));
  dataDir = join(folder, 'postgres');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function holds(...files: string[]): Promise<void> {
  for (const file of files) {
    await mkdir(join(dataDir, file, '..'), { recursive: true });
    await writeFile(join(dataDir, file), '18\n');
  }
}
const WHOLE = ['PG_VERSION', 'postgresql.conf', 'global/pg_control', 'base/1/PG_VERSION', 'base/5/PG_VERSION'];

describe('the folder of a cluster', () => {
  it('[E62] is a cluster when it is whole, and none when it is empty or not there', async () => {
    expect(await hasCluster(dataDir)).toBe(false);
    await mkdir(dataDir);
    expect(await hasCluster(dataDir)).toBe(false);
    await holds(...WHOLE);
    expect(await hasCluster(dataDir)).toBe(true);
  });

  it.each([
    ['only its version', ['PG_VERSION']],
    ['no control file', ['PG_VERSION', 'postgresql.conf', 'base/1/PG_VERSION', 'pg_wal/nothing']],
    ['no database to connect to', ['PG_VERSION', 'global/pg_control', 'base/1/PG_VERSION', 'postmaster.pid']],
  ])('[E62] that an earlier version left half made is cleared: %s', async (_what, files) => {
    await holds(...files);
    expect(await hasCluster(dataDir)).toBe(false);
    expect(await readdir(folder)).toEqual([]);
  });

  it('[E62] loses what a crash left beside it, and nothing else', async () => {
    await holds(...WHOLE);
    await mkdir(join(folder, 'postgres.new-1a2b', 'base'), { recursive: true });
    await mkdir(join(folder, 'postgres.old-1a2b', 'base'), { recursive: true });
    for (const file of ['postgres.password-1a2b', 'postgres.log', 'secrets.json', 'postgres.newer'])
      await writeFile(join(folder, file), '');
    expect(await hasCluster(dataDir)).toBe(true);
    expect((await readdir(folder)).sort()).toEqual(['postgres', 'postgres.log', 'postgres.newer', 'secrets.json']);
  });

  it.each([
    ['that has a database of ours in it', ['PG_VERSION', 'base/5/PG_VERSION', 'base/16384/PG_VERSION']],
    [
      'in which a server ran',
      ['PG_VERSION', 'global/pg_control', 'pg_wal/000000010000000000000001', 'postmaster.opts'],
    ],
  ])('[E61] %s is never cleared, whatever is missing', async (_what, files) => {
    await holds(...files);
    const before = await readdir(dataDir, { recursive: true });
    await expect(hasCluster(dataDir)).rejects.toMatchObject({ problem: { code: 'DAMAGED' } });
    expect(await readdir(dataDir, { recursive: true })).toEqual(before);
  });

  it.each(['base', 'global'])('[E61] is never cleared when what is in it cannot be read: %s', async (part) => {
    await holds('PG_VERSION');
    // a circle, as a stand-in for a disk with a fault
    await symlink(part, join(dataDir, part));
    await expect(hasCluster(dataDir)).rejects.toMatchObject({ code: 'ELOOP' });
    expect((await readdir(dataDir)).sort()).toEqual(['PG_VERSION', part]);
  });

  it('[E61] that holds something of somebody is never cleared, not even to start over', async () => {
    await holds('letters/to-the-council.txt');
    await expect(hasCluster(dataDir)).rejects.toMatchObject({ problem: { code: 'FOREIGN' } });
    await expect(eraseCluster(dataDir)).rejects.toMatchObject({ problem: { code: 'FOREIGN' } });
    expect(await readdir(dataDir)).toEqual(['letters']);
  });
});
