import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSecrets } from './secrets.ts';
import { EXIT } from './start-error.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buurtbalans-secrets-'));
  file = join(folder, 'secrets.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the secrets of an installation', () => {
  it('are made once, for their owner alone, and stay', async () => {
    const made = await readSecrets(file, true);
    expect(await readSecrets(file, false)).toEqual(made);
    expect(await readSecrets(file, true)).toEqual(made);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['secrets.json']);
  });

  it.each(['', '{"databasePassword":"abc","sign', '{}', 'null', '{"databasePassword":"abc","signingKey":"short"}'])(
    '[E61] are never replaced while something needs them: %j',
    async (text) => {
      await writeFile(file, text);
      const refused = readSecrets(file, false);
      await expect(refused).rejects.toMatchObject({
        exitCode: EXIT.configuration,
        message: expect.stringMatching(/beschadigd.*reservekopie.*damaged.*backup|beschadigd \/ is damaged.*backup/),
      });
      expect(await readFile(file, 'utf8')).toBe(text);
      // where nothing needs them, a file that was cut short is no obstacle
      expect((await readSecrets(file, true)).signingKey.length).toBeGreaterThanOrEqual(32);
    },
  );

  it('[E61] that are gone are told of while something needs them', async () => {
    await expect(readSecrets(file, false)).rejects.toMatchObject({
      exitCode: EXIT.configuration,
      message: expect.stringContaining('is missing'),
    });
    expect(await readdir(folder)).toEqual([]);
  });
});
