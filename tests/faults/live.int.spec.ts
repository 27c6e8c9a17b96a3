import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveMessage } from '@buurtbalans/contracts';
import { type Database, openDatabase } from '@buurtbalans/database';
import { freePort } from '@buurtbalans/embedded';
import { createTestDatabase, type TestDatabase } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Line } from '../live/line.ts';
import { API, cardOf, reactionOf, withdrawalOf } from '../live/participant.ts';
import { Roamer } from '../live/roamer.ts';
import { openRoom, type Room } from '../live/room.ts';
import { differences, shownOn } from '../live/screen.ts';
import { asOwner } from './as-owner.ts';
import { answers } from './cluster.ts';
import { ProductProcess } from './product-process.ts';

const ENGINE = join(import.meta.dirname, '..', '..', 'apps', 'engine', 'dist', 'main.js');
const PEOPLE = 60;
/** Each of them sends so often, so long apart: about eighty commands a second. */
const ROUNDS = 7;
const PAUSE_MS = 750;
let test: TestDatabase;
let db: Database;
let room: Room;
let engines: readonly ProductProcess[];
let ports: readonly number[];

beforeAll(async () => {
  test = await createTestDatabase();
  const logins = await test.logins();
  db = openDatabase({ url: test.url, connections: 2 });
  room = await openRoom(db);
  ports = [await freePort(), await freePort()];
  engines = ports.map(
    (port, index) =>
      new ProductProcess(`engine-${index + 1}`, ENGINE, {
        DATABASE_URL: logins.engine,
        HOST: '127.0.0.1',
        PORT: String(port),
        BUURTBALANS_SECRET: 'x'.repeat(40),
        LOG_LEVEL: 'silent',
      }),
  );
  await Promise.all(ports.map((port) => answers(`http://127.0.0.1:${port}${API}/health`)));
});
afterAll(async () => {
  await Promise.all(engines.map((engine) => engine.stop()));
  await db.close();
  await test.drop();
});

const cards: string[] = [];

/** Writes, reacts, and now and then takes a card back; what was sent when the engine died is sent again. */
async function takePart(roamer: Roamer, number: number): Promise<void> {
  const own: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await sleep(Math.random() * 2 * PAUSE_MS);
    const kind = (number + round) % 4;
    if (kind === 3 && own.length > 0) await roamer.send(withdrawalOf(own.pop()!));
    else if (kind === 1 && cards.length > 3) await roamer.send(reactionOf(room.stepId, cards.slice(-3)));
    else {
      const card = cardOf(room.stepId, number * ROUNDS + round);
      if (!(await roamer.send(card))) throw new Error('a card was refused');
      (round % 2 === 0 ? own : cards).push(card.cardId);
    }
  }
}

async function fresh(port: number, headers: Readonly<Record<string, string>>): Promise<LiveMessage> {
  const line = await Line.to(port);
  const { body } = await line.request('GET', `${API}/sessions/${room.sessionId}/live`, headers);
  line.end();
  return body as unknown as LiveMessage;
}

describe('a live session of two engines', () => {
  it('[K10] loses no acknowledged command and no screen when one of them is killed', async () => {
    const shared = new Map<string, Buffer>();
    const roamers: Roamer[] = [];
    for (let number = 0; number < PEOPLE; number += 10)
      roamers.push(
        ...(await Promise.all(
          Array.from({ length: 10 }, (_, index) => Roamer.join(room, ports, (number + index) % 2, shared)),
        )),
      );
    const course = Promise.all(roamers.map((roamer, number) => takePart(roamer, number)));
    await sleep(2_000);
    engines[0]!.kill();
    await course;
    // those who watched the killed engine had to go over, and they alone
    expect(roamers.map(({ moves }) => moves > 0)).toEqual(roamers.map((_, number) => number % 2 === 0));

    const acknowledged = new Map(roamers.flatMap((roamer) => [...roamer.acknowledged]));
    expect(acknowledged.size).toBeGreaterThan(PEOPLE * ROUNDS * 0.8);
    const stored = await asOwner<{ command_id: string; seq: number; cards: number }>(
      test.url,
      `select e.command_id, e.seq, (select count(*)::int from resident_contribution c where c.session_id = e.session_id and c.seq = e.seq) as cards
         from resident_live_event e where e.session_id = '${room.sessionId}'`,
    );
    const seqs = new Map<string, number[]>();
    for (const { command_id, seq } of stored) seqs.set(command_id, [...(seqs.get(command_id) ?? []), seq]);
    expect([...acknowledged].filter(([id, seq]) => JSON.stringify(seqs.get(id)) !== `[${seq}]`)).toEqual([]);
    expect([...seqs.values()].filter(({ length }) => length > 1)).toEqual([]);
    expect(stored.map(({ seq }) => seq).sort((one, other) => one - other)).toEqual(stored.map((_, index) => index + 1));

    // the engine that was never killed, and the one that came again
    await answers(`http://127.0.0.1:${ports[0]}${API}/health`);
    const [first, second] = [await fresh(ports[0]!, roamers[0]!.headers), await fresh(ports[1]!, roamers[0]!.headers)];
    expect(first.set).toEqual(second.set);
    const different = (): string[] =>
      roamers.flatMap(({ screen }, number) =>
        differences(shownOn(screen), second.set).map((key) => `${number}: ${key}`),
      );
    await expect.poll(different, { interval: 200 }).toEqual([]);
    await Promise.all(roamers.map((roamer) => roamer.leave()));
    expect(engines.flatMap(({ crashes }) => crashes)).toEqual([]);
  }, 40_000);
});
