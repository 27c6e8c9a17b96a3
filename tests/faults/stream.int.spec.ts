import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Database, openDatabase, saveAccount, saveOrganisation, saveSignIn } from '@buurtbalans/database';
import { freePort } from '@buurtbalans/embedded';
import { createTestDatabase, LiveDriver, StoredTrajectoryDriver, type TestDatabase } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from './as-owner.ts';
import { answers } from './cluster.ts';
import { ProductProcess } from './product-process.ts';

const ENGINE = join(import.meta.dirname, '..', '..', 'apps', 'engine', 'dist', 'main.js');
let test: TestDatabase;
let db: Database;
let engine: ProductProcess;
let base: string;
let cookie: string;
let facilitatorId: string;

beforeAll(async () => {
  test = await createTestDatabase();
  const logins = await test.logins();
  db = openDatabase({ url: test.url });
  const token = randomBytes(32).toString('base64url');
  facilitatorId = randomUUID();
  await saveAccount(db, {
    id: facilitatorId,
    email: 'a@example.nl',
    name: 'A',
    role: 'facilitator',
    organisationId: null,
    passwordHash: '',
  });
  await saveSignIn(db, createHash('sha256').update(token).digest(), facilitatorId, new Date(Date.now() + 3_600_000));
  cookie = `buurtbalans=${token}`;
  const port = await freePort();
  base = `http://127.0.0.1:${port}/api/v1`;
  engine = new ProductProcess('engine', ENGINE, {
    DATABASE_URL: logins.engine,
    HOST: '127.0.0.1',
    PORT: String(port),
    BUURTBALANS_SECRET: 'x'.repeat(40),
    LOG_LEVEL: 'error',
  });
  await answers(`${base}/health`);
});
afterAll(async () => {
  await engine.stop();
  await db.close();
  await test.drop();
});

async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Record<string, string>> {
  const response = await fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Record<string, string>;
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}

const card = (stepId: string, text: string): object => ({
  commandId: randomUUID(),
  command: { type: 'AddCard', cardId: randomUUID(), stepId, kind: 'weak_spot', theme: 'youth', text },
});

describe('the live stream', () => {
  it('[E44] carries every contribution once and in order, though the notifications are lost', async () => {
    const trajectory = await new StoredTrajectoryDriver(db, { facilitatorId, managerId: randomUUID() }).begin(
      'Slotermeer',
    );
    const organisationId = randomUUID();
    await saveOrganisation(db, { id: organisationId, name: 'Politie', type: 'police' });
    await trajectory.exchange(organisationId);
    const sessionId = await trajectory.planned('resident');
    await trajectory.do({ type: 'OpenSession', sessionId });
    const stepId = await new LiveDriver(db, { sessionId, trajectoryId: trajectory.id, lane: 'resident' }).writing(
      facilitatorId,
    );
    const { code } = await post(`/sessions/${sessionId}/code`, {}, { cookie });
    const { token } = await post(`/join/${code}`, {});
    const stop = new AbortController();
    const stream = await fetch(`${base}/sessions/${sessionId}/stream`, {
      headers: { authorization: `Bearer ${token}` },
      signal: stop.signal,
    });
    let text = '';
    const reading = (async () => {
      for await (const chunk of stream.body!) text += Buffer.from(chunk).toString('utf8');
    })().catch(() => undefined);
    const listener = `from pg_stat_activity where query = 'listen session_event' and datname = current_database()`;
    const listening = async (): Promise<number> =>
      (await asOwner<{ count: number }>(test.url, `select count(*)::int as count ${listener}`))[0]!.count;
    const sent = ['een', 'twee', 'drie'].map((word) => `Donker pad ${word}`);
    for (const words of sent) {
      await expect.poll(listening).toBe(1);
      // the one that listens is gone before the notification comes
      await asOwner(test.url, `select pg_terminate_backend(pid) ${listener}`);
      await post(`/sessions/${sessionId}/commands`, card(stepId, words), { authorization: `Bearer ${token}` });
    }
    await expect.poll(() => sent.filter((words) => text.includes(words)).length).toBe(3);
    stop.abort();
    await reading;
    expect([...text.matchAll(/Donker pad (\w+)/g)].map(([words]) => words)).toEqual(sent);
    expect(engine.crashes).toEqual([]);
  });
});
