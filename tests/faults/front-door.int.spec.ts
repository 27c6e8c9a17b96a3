import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Database, newSessionCode, openDatabase } from '@buurtbalans/database';
import { freePort } from '@buurtbalans/embedded';
import { createTestDatabase, type TestDatabase } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFrontDoor } from '../../apps/launcher/src/front-door.ts';
import { slowBodies, slowUploads, streamsOf } from '../live/attack.ts';
import { Line } from '../live/line.ts';
import { API, cardOf, Participant } from '../live/participant.ts';
import { openRoom, type Room } from '../live/room.ts';
import { Screen } from '../live/screen.ts';
import { answers } from './cluster.ts';
import { ProductProcess } from './product-process.ts';

const ENGINE = join(import.meta.dirname, '..', '..', 'apps', 'engine', 'dist', 'main.js');
const STREAMS = 400;
/** Streams of one token, and bodies that do not come. */
const ATTACK = 400;
const WRONG_CODES = 5_000;
/** What the engine holds of one seat; `STREAMS_OF_A_SEAT` there. */
const SEATS_STREAMS = 8;
let test: TestDatabase;
let db: Database;
let room: Room;
let engine: ProductProcess;
let door: Awaited<ReturnType<typeof openFrontDoor>>;
let port: number;
let person: Participant;

beforeAll(async () => {
  test = await createTestDatabase();
  const logins = await test.logins();
  db = openDatabase({ url: test.url, connections: 2 });
  room = await openRoom(db);
  const behind = await freePort();
  engine = new ProductProcess('engine', ENGINE, {
    DATABASE_URL: logins.engine,
    HOST: '127.0.0.1',
    PORT: String(behind),
    BUURTBALANS_SECRET: 'x'.repeat(40),
    LOG_LEVEL: 'silent',
  });
  await answers(`http://127.0.0.1:${behind}${API}/health`);
  door = await openFrontDoor(
    { engine: `http://127.0.0.1:${behind}`, sessionKit: `http://127.0.0.1:${behind}` },
    '127.0.0.1',
    0,
  );
  ({ port } = door.server.address() as AddressInfo);
  person = await Participant.join(port, room);
});
afterAll(async () => {
  person?.leave();
  await door?.close();
  await engine.stop();
  await db.close();
  await test.drop();
});

/** What people do beside whatever goes on: each is answered. */
async function othersGoOn(number: number): Promise<void> {
  const ask = async (path: string, headers: Record<string, string> = {}): Promise<number> =>
    (await fetch(`http://127.0.0.1:${port}${API}${path}`, { headers, signal: AbortSignal.timeout(30_000) })).status;
  expect(
    await Promise.all([
      ask('/health'),
      ask('/trajectories', { cookie: room.cookie }),
      ask(`/join/${room.code}`),
      person.send(room.sessionId, cardOf(room.stepId, number)),
    ]),
  ).toEqual([200, 200, 200, expect.any(Number)]);
}

describe('the door of a full house', () => {
  it('[E80] lets everybody in beside four hundred screens, and brings each of them what is new', async () => {
    const shared = new Map<string, Buffer>();
    // as many as there may be of one seat, of as many seats as it takes
    const people = await Promise.all(Array.from({ length: 50 }, () => Participant.join(port, room)));
    const screens = Array.from({ length: STREAMS }, () => new Screen(shared));
    for (let first = 0; first < STREAMS; first += 50) {
      await Promise.all(
        screens
          .slice(first, first + 50)
          .map((screen, at) =>
            screen.open({ port, path: `${API}/sessions/${room.sessionId}/stream`, headers: people[at]!.headers }),
          ),
      );
    }
    await expect.poll(() => screens.filter(({ position }) => position >= 0).length).toBe(STREAMS);
    await othersGoOn(1);
    const position = await person.send(room.sessionId, cardOf(room.stepId, 2));
    await expect.poll(() => screens.filter((screen) => screen.timeOf(position) !== undefined).length).toBe(STREAMS);
    for (const screen of screens) screen.end();
    for (const one of people) one.leave();
  });

  it('[E81] [E253] lets everybody in beside four hundred streams of one token and as many bodies that drip', async () => {
    const [streams, bodies] = [
      await streamsOf(port, ATTACK, room.sessionId, person.token),
      await slowBodies(port, ATTACK),
    ];
    for (let round = 0; round < 5; round += 1) {
      bodies.drip();
      await othersGoOn(10 + round);
    }
    // the engine holds what one seat may have of them, and ends the others
    await expect
      .poll(() => streams.sockets.filter(({ destroyed }) => !destroyed).length)
      .toBeLessThanOrEqual(SEATS_STREAMS);
    streams.end();
    bodies.end();
  });

  it('[E240] [E253] lets every right code in beside five thousand wrong ones, of which none leads anywhere', async () => {
    const lines = await Promise.all(Array.from({ length: 20 }, () => Line.to(port)));
    const answers = new Map<number, number>();
    const wrong = async (line: Line, count: number): Promise<void> => {
      for (let tried = 0; tried < count; tried += 1) {
        const { status } = await line.request('GET', `${API}/join/${newSessionCode()}`, {});
        answers.set(status, (answers.get(status) ?? 0) + 1);
      }
    };
    const attack = Promise.all(lines.map((line) => wrong(line, WRONG_CODES / lines.length)));
    let isOver = false;
    void attack.finally(() => (isOver = true)).catch(() => undefined);
    const right: number[] = [];
    while (!isOver || right.length < 20) {
      for (const method of ['GET', 'POST'])
        right.push((await fetch(`http://127.0.0.1:${port}${API}/join/${room.code}`, joining(method))).status);
    }
    await attack;
    for (const line of lines) line.end();
    expect(new Set(right)).toEqual(new Set([200]));
    expect([...answers.keys()].sort()).toEqual([404, 429]);
    expect([...answers.values()].reduce((sum, count) => sum + count)).toBe(WRONG_CODES);
  });

  it('[E253] lets everybody in beside uploads that drip', async () => {
    const uploads = await slowUploads(port, 22, room.cookie);
    for (let round = 0; round < 5; round += 1) {
      uploads.drip();
      await othersGoOn(20 + round);
    }
    uploads.end();
  });

  it('[E252] [E253] lets everybody in beside areas that run to and fro', async () => {
    const zigzag = Array.from({ length: 19_990 }, (_, at) => [4.82 + at / 2_000_000, at % 2 === 0 ? 52.37 : 52.38]);
    const geometry = { type: 'Polygon', coordinates: [[...zigzag, [4.82, 52.39], zigzag[0]]] };
    const command = { type: 'SetArea', name: 'x', codes: [], drawn: true, geometry };
    const attack = Promise.all(
      Array.from({ length: 8 }, () =>
        fetch(`http://127.0.0.1:${port}${API}/trajectories/${room.trajectoryId}/commands`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', cookie: room.cookie },
          body: JSON.stringify({ commandId: randomUUID(), command }),
        }).then(({ status }) => status),
      ),
    );
    await othersGoOn(30);
    expect(Math.max(...(await attack))).toBeLessThan(500);
  });
});

const joining = (method: string): RequestInit =>
  method === 'GET' ? {} : { method, headers: { 'content-type': 'application/json' }, body: '{}' };
