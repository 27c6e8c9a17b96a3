import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { type Database, openDatabase } from '@buurtbalans/database';
import { freePort } from '@buurtbalans/embedded';
import { createTestDatabase, type TestDatabase } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFrontDoor } from '../../apps/launcher/src/front-door.ts';
import { API, cardOf, Participant } from '../live/participant.ts';
import { openRoom, type Room } from '../live/room.ts';
import { Screen } from '../live/screen.ts';
import { answers } from './cluster.ts';
import { ProductProcess } from './product-process.ts';

const ENGINE = join(import.meta.dirname, '..', '..', 'apps', 'engine', 'dist', 'main.js');
const STREAMS = 400;
const SLOW = 140;
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
    const screens = Array.from({ length: STREAMS }, () => new Screen(shared));
    for (let first = 0; first < STREAMS; first += 50) {
      await Promise.all(
        screens
          .slice(first, first + 50)
          .map((screen) =>
            screen.open({ port, path: `${API}/sessions/${room.sessionId}/stream`, headers: person.headers }),
          ),
      );
    }
    await expect.poll(() => screens.filter(({ position }) => position >= 0).length).toBe(STREAMS);
    await othersGoOn(1);
    const position = await person.send(room.sessionId, cardOf(room.stepId, 2));
    await expect.poll(() => screens.filter((screen) => screen.timeOf(position) !== undefined).length).toBe(STREAMS);
    for (const screen of screens) screen.end();
  });

  it('[E81] lets everybody in beside bodies that drip', async () => {
    const slow: Socket[] = [];
    for (let number = 0; number < SLOW; number += 1) {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      slow.push(socket);
      await once(socket, 'connect');
      socket.write(
        `POST ${API}/join/ABCDEF HTTP/1.1\r\nhost: door\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`,
      );
    }
    for (let round = 0; round < 5; round += 1) {
      for (const socket of slow) socket.write(' ');
      await othersGoOn(10 + round);
    }
    for (const socket of slow) socket.destroy();
  });
});
