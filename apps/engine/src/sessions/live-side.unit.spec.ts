import type { LiveMessage } from '@buurtbalans/contracts';
import { emptyLive, evolveLive, type LiveEvent, type LiveState, scriptOf } from '@buurtbalans/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import { LiveSide, type Sink } from './live-side.ts';

const reference = { sessionId: 's', trajectoryId: 't', lane: 'resident' as const };
const gathered = (on: boolean): LiveEvent => ({ type: 'Gathered', on });
const parked = (id: string): LiveEvent => ({
  type: 'NoteParked',
  note: { id, text: id, language: 'nl', resolution: null, moderation: 'shown' },
});
const read = (chunk: Buffer): LiveMessage[] =>
  chunk
    .toString('utf8')
    .split('\n\n')
    .filter(Boolean)
    .map((event) => JSON.parse(event.slice(event.indexOf('data: ') + 6)) as LiveMessage);

let state: LiveState;
let side: LiveSide;
const show = (...events: LiveEvent[]): void => {
  state = events.reduce((folded, event) => evolveLive(folded, event, folded.seq + 1), state);
  side.show({ reference, state, status: 'open', aheadMs: 0 });
};
beforeEach(() => {
  state = emptyLive('resident', scriptOf('resident_meeting'));
  side = new LiveSide('participant', { reference, state, status: 'open', aheadMs: 0 });
});

describe('a listener that comes back', () => {
  it('[K10] goes on with the pieces it missed, and hears the clock of now', () => {
    show(parked('a'));
    show(parked('b'), parked('c'));
    show(parked('d'));
    expect(read(side.missed(1, 0)).map(({ seq, whole, set }) => [seq, whole, Object.keys(set)])).toEqual([
      [3, false, ['note:b', 'note:c']],
      [4, false, ['note:d']],
      [4, false, ['room']],
    ]);
    expect(read(side.missed(4, 0)).map(({ set }) => Object.keys(set))).toEqual([['room']]);
  });

  it('[K10] gets the whole where another process stopped in the middle of a piece', () => {
    // seen from the ends of this piece nothing was gathered: a phone that heard of it in between would stay so
    show(gathered(true), parked('a'), gathered(false));
    expect(read(side.missed(2, 0))[0]).toMatchObject({ whole: true, seq: 3, set: { room: { gathered: false } } });
    expect(read(side.missed(9, 0))[0]).toMatchObject({ whole: true, seq: 3 });
    expect(read(side.missed(-1, 0))[0]).toMatchObject({ whole: true, seq: 3 });
  });

  it('[K10] is at the position that it was told, though something happened since that shows nothing', () => {
    show(parked('a'));
    show({ type: 'TextModerated', stepId: 'check-in-1', text: 'x', to: 'shown' });
    expect(read(side.missed(-1, 0)).at(-1)).toMatchObject({ seq: 1 });
    show(parked('b'));
    expect(read(side.missed(1, 0)).map(({ whole }) => whole)).toEqual([false, false]);
  });
});

describe('many who listen', () => {
  it('[K10] each get every piece once and in order, also who comes or leaves while they are written to', () => {
    const got: number[][] = Array.from({ length: 120 }, () => []);
    const sinks = got.map(
      (pieces): Sink =>
        (chunk) =>
          void pieces.push(...read(chunk).map(({ seq }) => seq)),
    );
    for (const sink of sinks.slice(0, 119)) side.listeners.add(sink);
    show(parked('a'));
    side.send();
    show(parked('b'));
    expect([got[0], got[118]]).toEqual([[1], []]);
    // with what it missed in its hands
    sinks[119]!(side.missed(-1, 0));
    side.listeners.add(sinks[119]!);
    side.listeners.delete(sinks[118]!);
    show(parked('c'));
    while (side.isSending) side.send();
    expect(got.slice(0, 118)).toEqual(Array.from({ length: 118 }, () => [1, 2, 3]));
    expect([got[118], got[119]]).toEqual([[], [2, 2, 3]]);
  });
});
