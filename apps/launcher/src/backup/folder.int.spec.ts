import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, listTrajectories } from '@buurtbalans/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../launch.ts';
import { command } from './ground.testing.ts';

let above: string;
const folder = (name: string): string => join(above, name);
/** A command on a data folder: no address of a database in the environment. */
const inFolder = (name: string, ...args: string[]) => command('', ...args, '--data', folder(name));

beforeAll(async () => {
  above = await mkdtemp(join(tmpdir(), 'buurtbalans-folders-'));
  await chmod(above, 0o755);
});
afterAll(() => rm(above, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

describe('a data folder', { timeout: 240_000 }, () => {
  it('[E105] [E108] is kept while its product runs, and goes back into another that is new, never into one in use', async () => {
    const product = await launch({
      port: 0,
      host: '127.0.0.1',
      dataDir: folder('used'),
      fresh: false,
      demo: true,
      help: false,
      quiet: true,
    });
    try {
      const file = folder('kept.tar');
      expect(await inFolder('used', 'backup', file)).toMatchObject({ code: 0 });
      expect(await inFolder('used', 'verify')).toMatchObject({
        code: 0,
        said: expect.stringContaining('all as written'),
      });
      expect(await inFolder('used', 'restore', file)).toMatchObject({
        code: 69,
        said: expect.stringContaining('already runs'),
      });
      expect(await inFolder('new', 'restore', file)).toMatchObject({
        code: 0,
        said: expect.stringMatching(/all as written/),
      });
      // it has secrets of its own
      expect(await readFile(folder('new/secrets.json'))).not.toEqual(await readFile(folder('used/secrets.json')));
    } finally {
      await product.stop();
    }
    const again = await launch({
      port: 0,
      host: '127.0.0.1',
      dataDir: folder('new'),
      fresh: false,
      demo: false,
      help: false,
      quiet: true,
    });
    const db = openDatabase({ url: again.databaseUrl });
    expect(await listTrajectories(db)).toHaveLength(3);
    await db.close();
    await again.stop();
    expect(await inFolder('new', 'restore', folder('kept.tar'))).toMatchObject({
      code: 78,
      said: expect.stringContaining('trajectory 3'),
    });
  });

  it('[E106] that is not there is not made by keeping it', async () => {
    for (const wanted of ['backup', 'verify']) {
      const args = wanted === 'backup' ? [wanted, folder('x.tar')] : [wanted];
      expect(await inFolder('none', ...args)).toMatchObject({
        code: 78,
        said: expect.stringContaining('no database here'),
      });
    }
    expect(await readdir(above)).not.toContain('none');
  });
});
