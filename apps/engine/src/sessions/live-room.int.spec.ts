import { randomUUID } from 'node:crypto';
import { type Database, type LiveCall, openDatabase, readLiveState } from '@buurtbalans/database';
import { StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { describe, expect, it } from 'vitest';
import { LiveRoom } from './live-room.ts';

const test = useDatabase();

/** A session that is open, in a room on the given database. */
async function roomOn(db: Database): Promise<LiveRoom> {
  const trajectory = await new StoredTrajectoryDriver(test.db, { facilitatorId: randomUUID(), managerId: randomUUID() }).begin('Slotermeer');
  await trajectory.exchange(randomUUID());
  const sessionId = await trajectory.planned('resident');
  await trajectory.do({ type: 'OpenSession', sessionId });
  return new LiveRoom(db, (await readLiveState(test.db, { sessionId, trajectoryId: trajectory.id, lane: 'resident' }))!);
}

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
    const outcomes = await Promise.allSettled([arrival(), fault, ...Array.from({ length: 20 }, () => arrival())].map((call) => room.execute(call)));
    expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.kind : (outcome.reason as Error).message))).toEqual(['accepted', 'a fault of the code', ...Array(20).fill('accepted')]);
  });

  it('[E94] fails all of them at once while the database is away', async () => {
    const db = openDatabase({ url: test.url });
    const room = await roomOn(db);
    await db.close();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => room.execute(arrival())));
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']));
  });
});
