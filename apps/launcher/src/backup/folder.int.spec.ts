import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureSessionCode, listTrajectories, openDatabase } from '@buurtbalans/database';
import { inDays } from '@buurtbalans/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { launch, type Launched } from '../launch.ts';
import type { Secrets } from '../secrets.ts';
import { command, give } from './ground.testing.ts';

let above: string;
const folder = (name: string): string => join(above, name);
/** A command on a data folder: no address of a database in the environment. */
const inFolder = (name: string, ...args: string[]) => command('', ...args, '--data', folder(name));

beforeAll(async () => {
  above = await mkdtemp(join(tmpdir(), 'buurtbalans-folders-'));
  await chmod(above, 0o755);
});
/** The product on a folder. */
const start = (name: string, demo = false): Promise<Launched> =>
  launch({ port: 0, host: '127.0.0.1', dataDir: folder(name), fresh: false, demo, help: false, quiet: true });
const secretsOf = async (name: string): Promise<Secrets> =>
  JSON.parse(await readFile(folder(`${name}/secrets.json`), 'utf8')) as Secrets;

/** Opens a session of residents, and joins it: the token of the participant is signed by the product. */
async function joinSession({ url, databaseUrl }: Launched): Promise<{ sessionId: string; token: string }> {
  const db = openDatabase({ url: databaseUrl });
  const trajectory = (await listTrajectories(db)).find(({ state }) => state.phase === 'exchange')!;
  const sessionId = randomUUID();
  const plannedFor = inDays(3);
  const session = { sessionId, lane: 'resident', title: 'Nu', plannedFor, phases: ['exchange'] };
  await give(db, trajectory.id, { type: 'PlanSession', ...session });
  await give(db, trajectory.id, { type: 'OpenSession', sessionId });
  const { code } = (await ensureSessionCode(db, sessionId, plannedFor))!;
  await db.close();
  const joined = await fetch(`${url}/api/v1/join/${code}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  return { sessionId, token: ((await joined.json()) as { token: string }).token };
}

/** What the product answers to somebody who joined. */
async function answers({ url }: Launched, { sessionId, token }: { sessionId: string; token: string }): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${url}/api/v1/sessions/${sessionId}/participation`, { headers })).status;
}

afterEach(() => void vi.unstubAllEnvs());
afterAll(() => rm(above, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

describe('a data folder', { timeout: 240_000 }, () => {
  it('[E105] [E108] is kept while its product runs, and goes back into another that is new, never into one in use', async () => {
    const product = await start('used', true);
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
    const again = await start('new');
    const db = openDatabase({ url: again.databaseUrl });
    expect(await listTrajectories(db)).toHaveLength(4);
    await db.close();
    await again.stop();
    expect(await inFolder('new', 'restore', folder('kept.tar'))).toMatchObject({
      code: 78,
      said: expect.stringContaining('trajectory 4'),
    });
  });

  it('[E108] with its signing key put back as it is told, opens and knows who was in a session', async () => {
    const product = await start('signed', true);
    const file = folder('signed.tar');
    const participant = await joinSession(product).finally(async () => {
      expect(await inFolder('signed', 'backup', file)).toMatchObject({ code: 0 });
      await product.stop();
    });
    const old = await secretsOf('signed');
    // without the key: what to do is said, and does it
    expect(await inFolder('unsigned', 'restore', file)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/signing key is another one.*--secrets FILE.*BUURTBALANS_SECRET/),
    });
    for (const [key, answer] of [
      ['', 401],
      [old.signingKey, 200],
    ] as const) {
      vi.stubEnv('BUURTBALANS_SECRET', key);
      const unsigned = await start('unsigned');
      expect(await answers(unsigned, participant).finally(() => unsigned.stop())).toBe(answer);
      vi.unstubAllEnvs();
    }
    const said = await inFolder('keyed', 'restore', file, '--secrets', folder('signed/secrets.json'));
    expect(said).toMatchObject({ code: 0, said: expect.not.stringContaining('signing key') });
    const { databasePassword, signingKey } = await secretsOf('keyed');
    expect(signingKey).toBe(old.signingKey);
    expect(databasePassword).not.toBe(old.databasePassword);
    expect((await stat(folder('keyed/secrets.json'))).mode & 0o777).toBe(0o600);
    const keyed = await start('keyed');
    expect(await answers(keyed, participant).finally(() => keyed.stop())).toBe(200);
    // nothing is taken over where nothing is put back, and no key that is not the one
    expect(await inFolder('keyed', 'restore', file, '--secrets', folder('unsigned/secrets.json'))).toMatchObject({
      code: 78,
      said: expect.stringContaining('not the key'),
    });
    expect(await inFolder('unsigned', 'restore', file, '--secrets', folder('signed/secrets.json'))).toMatchObject({
      code: 78,
      said: expect.stringContaining('there is data here'),
    });
    expect((await secretsOf('unsigned')).signingKey).not.toBe(old.signingKey);
  });

  it('[E68] is not opened with a signing key that is too short', async () => {
    vi.stubEnv('BUURTBALANS_SECRET', 'short');
    await expect(start('short')).rejects.toMatchObject({ exitCode: 78, message: expect.stringContaining('32') });
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
