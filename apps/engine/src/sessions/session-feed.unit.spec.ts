import type { LaneChanges, StoredContribution } from '@buurtbalans/database';
import { describe, expect, it } from 'vitest';
import { Audience } from './session-feed.service.ts';

const contribution = (seq: number): StoredContribution => ({
  id: `card-${seq}`, seq, sessionId: 's', lane: 'resident', kind: 'signal', theme: 'youth', text: 'x', place: null, organisation: null, groupId: null, released: false, invented: false,
});

/** An audience over a session that the test fills; `reads` are the positions that were read from. */
function session() {
  const all: StoredContribution[] = [];
  const withdrawals: { seq: number; contributionId: string }[] = [];
  const reads: number[] = [];
  let status: 'open' | 'closed' = 'open';
  let broken = false;
  let ended = false;
  let ring = (): void => undefined;
  const read = async (after: number) => {
    reads.push(after);
    if (broken) throw new Error('the database is away');
    const changes: LaneChanges = { contributions: all.filter(({ seq }) => seq > after), withdrawals: withdrawals.filter(({ seq }) => seq > after) };
    return { changes, status };
  };
  const audience = new Audience(read, (listener) => {
    ring = listener;
    return () => (ended = true);
  });
  const listener = (after = 0) => {
    const chunks: Buffer[] = [];
    const self = { after, sink: (chunk: Buffer) => void chunks.push(chunk) };
    return { self, chunks, seqs: () => [...Buffer.concat(chunks).toString().matchAll(/^id: (\d+)\ndata: \{"type":"(\w+)"/gm)].map(([, seq, type]) => `${type} ${seq}`) };
  };
  const settled = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    all, withdrawals, reads, audience, listener, settled,
    ring: () => ring(),
    close: () => (status = 'closed'),
    breakDown: (value: boolean) => (broken = value),
    ended: () => ended,
  };
}

describe('an audience', () => {
  it('reads once and gives all of three hundred listeners the very same bytes', async () => {
    const { all, reads, audience, listener, settled, ring } = session();
    const listeners = Array.from({ length: 300 }, () => listener());
    for (const { self } of listeners) audience.join(self);
    await settled();
    reads.length = 0;
    all.push(contribution(1));
    ring();
    await settled();
    expect(reads).toEqual([0]);
    expect(new Set(listeners.map(({ chunks }) => chunks.at(-1))).size).toBe(1);
    expect(listeners[299]!.seqs()).toEqual(['session 0', 'contribution 1']);
  });

  it('brings a listener that comes back what it missed, and nobody anything twice', async () => {
    const { all, withdrawals, audience, listener, settled, ring } = session();
    all.push(contribution(1), contribution(2));
    const [early, back] = [listener(), listener(1)];
    audience.join(early.self);
    await settled();
    all.push(contribution(3));
    audience.join(back.self);
    await settled();
    withdrawals.push({ seq: 4, contributionId: 'card-2' });
    ring();
    ring();
    await settled();
    expect(early.seqs()).toEqual(['contribution 1', 'contribution 2', 'session 2', 'contribution 3', 'withdrawn 4']);
    expect(back.seqs()).toEqual(['contribution 2', 'contribution 3', 'session 3', 'withdrawn 4']);
  });

  it('is not led astray by a listener that claims to have seen what is still to come', async () => {
    const { all, audience, listener, settled, ring } = session();
    const [ahead, honest] = [listener(1_000), listener()];
    audience.join(ahead.self);
    await settled();
    all.push(contribution(1));
    audience.join(honest.self);
    await settled();
    all.push(contribution(2));
    ring();
    await settled();
    expect(honest.seqs()).toEqual(['contribution 1', 'session 1', 'contribution 2']);
  });

  it('tells that the session closed, once', async () => {
    const { audience, listener, settled, ring, close } = session();
    const one = listener();
    audience.join(one.self);
    await settled();
    close();
    for (let times = 0; times < 3; times += 1) {
      ring();
      await settled();
    }
    expect(Buffer.concat(one.chunks).toString().match(/"closed"/g)).toHaveLength(1);
  });

  it('looks again after the database was away, and loses nobody who came meanwhile', async () => {
    const { all, audience, listener, settled, ring, breakDown } = session();
    breakDown(true);
    const one = listener();
    all.push(contribution(1));
    audience.join(one.self);
    await settled();
    expect(one.seqs()).toEqual([]);
    breakDown(false);
    ring();
    await settled();
    expect(one.seqs()).toEqual(['contribution 1', 'session 1']);
  });

  it('sends nothing to who has left, and is over when the last one goes', async () => {
    const { all, audience, listener, settled, ring, reads } = session();
    const [one, other] = [listener(), listener()];
    audience.join(one.self);
    audience.join(other.self);
    expect(audience.leave(other.self)).toBe(false);
    await settled();
    expect(other.chunks).toEqual([]);
    expect(audience.leave(one.self)).toBe(true);
    expect(audience.leave(one.self)).toBe(false);
    reads.length = 0;
    all.push(contribution(1));
    ring();
    await settled();
    expect(reads).toEqual([]);
    expect(one.seqs()).toEqual(['session 0']);
  });
});
