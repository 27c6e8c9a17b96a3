import { randomUUID } from 'node:crypto';
import { type Database, openDatabase, type SessionReference } from '@buurtbalans/database';
import { Logger } from '@nestjs/common';
import { StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { type LiveCall, readLiveState } from '@buurtbalans/workflow';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LiveRoom } from './live-room.ts';
import { LiveRooms } from './live-rooms.service.ts';
import type { SessionBus } from './session-bus.service.ts';

const test = useDatabase();

/** A session that is open. */
async function opened(): Promise<SessionReference> {
  const trajectory = await new StoredTrajectoryDriver(test.db, {
    facilitatorId: randomUUID(),
    managerId: randomUUID(),
  }).begin('Slotermeer');
  await trajectory.exchange(randomUUID());
  const sessionId = await trajectory.planned('resident');
  await trajectory.do({ type: 'OpenSession', sessionId });
  return { sessionId, trajectoryId: trajectory.id, lane: 'resident' };
}

/** A session that is open, in a room on the given database. */
const roomOn = async (db: Database): Promise<LiveRoom> =>
  new LiveRoom(db, (await readLiveState(test.db, await opened()))!);

const arrival = (voter: (scope: string) => string = (scope) => `${scope}.${randomUUID()}`): LiveCall => ({
  commandId: randomUUID(),
  command: { type: 'Arrive' },
  caller: { role: 'participant', organisationId: null, voter },
  suspect: false,
});

describe('a room', () => {
  it('[E94] fails a command that cannot be decided alone, and does what came together with it', async () => {
    const room = await roomOn(test.db);
    const fault = arrival(() => {
      throw new Error('a fault of the code');
    });
    const outcomes = await Promise.allSettled(
      [arrival(), fault, ...Array.from({ length: 20 }, () => arrival())].map((call) => room.execute(call)),
    );
    expect(
      outcomes.map((outcome) =>
        outcome.status === 'fulfilled' ? outcome.value.kind : (outcome.reason as Error).message,
      ),
    ).toEqual(['accepted', 'a fault of the code', ...Array(20).fill('accepted')]);
  });

  it('[E94] fails all of them at once while the database is away', async () => {
    const db = openDatabase({ url: test.url });
    const room = await roomOn(db);
    await db.close();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => room.execute(arrival())));
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']));
  });
});

describe('a fault while a room sends', () => {
  afterEach(() => vi.restoreAllMocks());
  const fault = (): never => {
    throw new Error('Jansen\n    at Jansen (huis.ts:12:1)');
  };

  it.each([
    // the last of more than are written to at once
    ['between two parts of its listeners', 60, 0],
    // the first sending takes so long that the second comes after a rest
    ['after a rest', 1, 200],
  ])(
    '[E94] ends that room and no other, and what is logged of it quotes nobody: %s',
    async (_when, listeners, blocksMs) => {
      const logged: unknown[] = [];
      vi.spyOn(Logger.prototype, 'error').mockImplementation((...line: unknown[]) => void logged.push(...line));
      let deaf = 0;
      const rooms = new LiveRooms(test.db, { listen: () => () => (deaf += 1) } as unknown as SessionBus);
      const [here, elsewhere] = [await opened(), await opened()];
      const [room, other] = [await rooms.room(here), await rooms.room(elsewhere)];
      const left: number[] = [];
      let told = 0;
      await other.follow('facilitator', -1, () => (told += 1));
      for (let at = 0; at < listeners; at += 1) {
        let heard = 0;
        const sink = (): void => {
          heard += 1;
          if (at < listeners - 1 || heard < 2) return;
          if (blocksMs > 0 && heard === 2) for (const until = performance.now() + blocksMs; performance.now() < until;);
          else fault();
        };
        await room.follow('facilitator', -1, sink, () => left.push(at));
      }
      // each arrival is something to send
      await expect
        .poll(() =>
          room.execute(arrival()).then(
            () => left,
            () => left,
          ),
        )
        .toEqual(Array.from({ length: listeners }, (_, at) => at));
      expect(logged).toEqual([
        {
          event: 'live session failed',
          code: 'Error',
          frames: expect.stringMatching(/^\s+at .*live-room\.int\.spec\.ts/),
        },
      ]);
      expect(JSON.stringify(logged)).not.toContain('Jansen');
      await expect(room.execute(arrival())).rejects.toMatchObject({ code: 'SERVER.UNAVAILABLE' });
      await expect(room.follow('facilitator', -1, () => undefined)).rejects.toMatchObject({
        code: 'SERVER.UNAVAILABLE',
      });

      // those who listened come again, and find the session as it is
      const again = await rooms.room(here);
      expect(again).not.toBe(room);
      await expect.poll(() => deaf).toBe(1);
      expect(await again.execute(arrival())).toMatchObject({ kind: 'accepted' });
      const before = told;
      expect(await other.execute(arrival())).toMatchObject({ kind: 'accepted' });
      await expect.poll(() => told).toBeGreaterThan(before);
      rooms.onApplicationShutdown();
    },
  );
});
