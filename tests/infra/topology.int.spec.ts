import { randomUUID } from 'node:crypto';
import type { Database } from '@buurtbalans/database';
import { listTrajectories, openDatabase } from '@buurtbalans/database';
import { createTestDatabase, inDays, type TestDatabase } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemonstration } from '../../apps/launcher/src/demo/load-demonstration.ts';
import { cardOf, Participant } from '../live/participant.ts';
import { openRoom, type Room } from '../live/room.ts';
import { Screen } from '../live/screen.ts';
import { Topology } from './topology.ts';

/** Beside others who use the machine a start takes its time. */
const patience = { timeout: 60_000, interval: 50 };
let database: TestDatabase;
let db: Database;
let topology: Topology;
let cookie: string;
let trajectoryId: string;

beforeAll(async () => {
  database = await createTestDatabase(null);
  topology = await Topology.start(database);
  db = openDatabase({ url: database.url });
  await loadDemonstration(database.url);
  ({ id: trajectoryId } = (await listTrajectories(db)).find(({ state }) => state.phase === 'exchange')!);
}, 180_000);
afterAll(async () => {
  await topology?.stop();
  await db?.close();
  await database?.drop();
});

const at = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${topology.url}${path}`, {
    redirect: 'manual',
    signal: AbortSignal.timeout(30_000),
    ...init,
    headers: { cookie: cookie ?? '', ...init.headers },
  });
const statusOf = (path: string): Promise<number> =>
  at(path).then(
    ({ status, body }) => (void body?.cancel(), status),
    () => 0,
  );
const post = (path: string, body: object): Promise<Response> =>
  at(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', origin: topology.url },
  });

async function give(
  command: object,
  commandId: string = randomUUID(),
): Promise<{ status: number; body: { seqs: number[]; repeated: boolean } }> {
  const { version } = (await (await at(`/api/v1/trajectories/${trajectoryId}`)).json()) as { version: number };
  const answer = await post(`/api/v1/trajectories/${trajectoryId}/commands`, {
    commandId,
    expectedVersion: version,
    command,
  });
  return { status: answer.status, body: (await answer.json()) as { seqs: number[]; repeated: boolean } };
}

const planned = (): object => ({
  type: 'PlanSession',
  sessionId: randomUUID(),
  lane: 'resident',
  title: 'Op het plein',
  plannedFor: inDays(9),
  phases: ['exchange'],
});

/** Asks for a document and gives where its file will be. */
async function asked(): Promise<string> {
  const reportId = randomUUID();
  expect(
    await give({ type: 'RequestReport', reportId, document: 'shared-picture', format: 'pdf', language: 'nl' }),
  ).toMatchObject({ status: 200 });
  return `/api/v1/trajectories/${trajectoryId}/reports/${reportId}/file`;
}

/** A screen of the room through nginx, which comes again whenever its line ends, as those of the product do. */
async function follow(room: Room, session: string): Promise<{ screen: Screen; stop: () => void }> {
  const screen = new Screen();
  const address = {
    port: topology.port,
    path: `/api/v1/sessions/${room.sessionId}/stream?audience=facilitator`,
    headers: { cookie: session },
  };
  await screen.open(address);
  const coming = setInterval(() => void (screen.isOpen || screen.open(address).catch(() => undefined)), 200);
  return { screen, stop: () => (clearInterval(coming), screen.end()) };
}

describe('two of each behind nginx', { timeout: 180_000 }, () => {
  it('[E113] somebody signs in, sees pages, gives commands and gets a document', async () => {
    await expect.poll(() => statusOf('/api/v1/health'), patience).toBe(200);
    await expect.poll(() => statusOf('/sign-in'), patience).toBe(200);
    const signedIn = await post('/api/v1/sign-in', {
      email: 'procesbegeleider@voorbeeld.test',
      password: 'buurtbalans-voorbeeld',
    });
    expect(signedIn.status).toBe(200);
    cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
    const page = await at('/trajectories');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Slotermeer');
    const elsewhere = await at(`/api/v1/trajectories/${trajectoryId}/commands`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', origin: 'http://elsewhere.example' },
    });
    expect(elsewhere.status).toBe(403);
    // by the form, for which a session kit speaks
    const form = await at('/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ email: 'beheerder@voorbeeld.test', password: 'buurtbalans-voorbeeld' }),
      headers: { cookie: '', origin: topology.url, accept: 'text/html' },
    });
    // the sign-in, and what tells this browser from a stranger's
    const set = form.headers.getSetCookie().map((one) => one.split('=')[0]);
    expect([form.status, set]).toEqual([303, ['buurtbalans', expect.stringContaining('buurtbalans')]]);
    const behind = await at('/api/v1/health', { headers: { 'x-forwarded-proto': 'https' } });
    expect(behind.headers.get('strict-transport-security')).not.toBeNull();
    expect(await give(planned())).toMatchObject({ status: 200 });
    const file = await asked();
    await expect.poll(() => statusOf(file), patience).toBe(200);
    expect(
      Buffer.from(await (await at(file)).arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    for (const program of ['engine', 'worker', 'session-kit'] as const) {
      expect(topology.running(program)).toHaveLength(2);
      for (const address of topology.running(program))
        expect([program, await topology.health(address)]).toEqual([program, 0]);
    }
  });

  it('[E113] an engine that is killed ends no stream for good, and no command is lost or done twice', async () => {
    const room = await openRoom(db);
    const { screen, stop } = await follow(room, room.cookie);
    const participant = await Participant.join(topology.port, room);
    const first = await participant.send(room.sessionId, cardOf(room.stepId, 1));
    // through nginx it comes as it is sent, long before any buffer is full or the next sign of life
    await expect.poll(() => screen.position, { timeout: 4_000, interval: 10 }).toBeGreaterThanOrEqual(first);

    const holding = async (): Promise<string[]> => {
      const engines = await Promise.all(
        topology.running('engine').map(async (address) => [address, await topology.connectionsOf(address)] as const),
      );
      return engines.filter(([, count]) => count > 0).map(([address]) => address);
    };
    await expect.poll(async () => (await holding()).length, patience).toBe(1);
    const commandId = randomUUID();
    const command = planned();
    const answer = await give(command, commandId);
    await expect.poll(async () => (await holding()).length, patience).toBe(1);
    const [killed] = await holding();
    await topology.kill(killed!);
    expect(await topology.health(killed!)).toBe(1);

    // nobody has been told that it is gone, and everybody is served at once
    for (let time = 0; time < 6; time += 1) expect(await statusOf('/api/v1/health')).toBe(200);
    expect(await give(command, commandId)).toMatchObject({
      status: 200,
      body: { seqs: answer.body.seqs, repeated: true },
    });
    expect(await give(planned())).toMatchObject({ status: 200 });
    const second = await participant.send(room.sessionId, cardOf(room.stepId, 2));
    await expect.poll(() => screen.position, patience).toBeGreaterThanOrEqual(second);

    // one that is started anew has another address, and is found without telling the front door
    await topology.add('engine');
    topology.forget();
    const [old, anew] = topology.running('engine');
    await expect.poll(() => topology.health(anew!), patience).toBe(0);
    await topology.kill(old!);
    topology.forget();
    await expect.poll(() => statusOf('/api/v1/health'), patience).toBe(200);
    const third = await participant.send(room.sessionId, cardOf(room.stepId, 3));
    await expect.poll(() => screen.position, patience).toBeGreaterThanOrEqual(third);
    participant.leave();
    stop();
  });

  it('[E113] a worker that is killed leaves its document to the other', async () => {
    const file = await asked();
    await topology.kill(topology.running('worker')[0]!);
    await expect.poll(() => statusOf(file), patience).toBe(200);
  });

  it('[E113] of two session kits one is enough, and without any a person gets a page that comes again by itself', async () => {
    const [first, second] = topology.running('session-kit');
    await topology.kill(first!);
    for (let time = 0; time < 6; time += 1) expect(await statusOf('/trajectories')).toBe(200);
    await topology.kill(second!);
    const away = await at('/trajectories');
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await away.text()).toMatch(/http-equiv="refresh".*Buurtbalans is starting/);
    expect(await statusOf('/api/v1/health')).toBe(200);
  });

  it('[E113] of all who came while programs were killed nothing stands in the log of the front door', async () => {
    const log = await topology.doorLog();
    for (const word of ['client', 'request', '127.0.0.1', trajectoryId, cookie.split('=')[1]!, 'api', 'sign-in'])
      expect(log).not.toContain(word);
  });
});
