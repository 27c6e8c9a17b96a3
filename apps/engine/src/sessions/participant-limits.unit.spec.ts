import { describe, expect, it } from 'vitest';
import { KNOWN_MOST, ParticipantLimits, SEAT_RATE, SEAT_TEXTS, SESSION_RATE } from './participant-limits.service.ts';

const seat = (name: string) => ({ sessionId: 's', trajectoryId: 't', lane: 'resident' as const, seat: name });
/** How many of so many commands are taken in, one each so many milliseconds. */
function taken(
  limits: ParticipantLimits,
  count: number,
  everyMs: number,
  type: 'AddCard' | 'GiveAnswer',
  who = seat('a'),
) {
  return Array.from({ length: count }, (_, index) => {
    try {
      limits.count(who, type, 1_000_000 + index * everyMs);
      return 'taken';
    } catch (cause) {
      return (cause as { code: string }).code;
    }
  });
}
const countOf = (outcomes: readonly string[], what: string): number => outcomes.filter((one) => one === what).length;

describe('[E247] what one seat sends', () => {
  it('is taken in from whoever taps all evening, and from a phone that brings an hour at once', () => {
    expect(countOf(taken(new ParticipantLimits(), 7_200, 1_000, 'GiveAnswer'), 'taken')).toBe(7_200);
    expect(countOf(taken(new ParticipantLimits(), 100, 0, 'AddCard'), 'taken')).toBe(100);
  });

  it('waits when it is too much at once, and others do not', () => {
    const limits = new ParticipantLimits();
    const outcomes = taken(limits, 400, 0, 'GiveAnswer');
    expect([countOf(outcomes, 'taken'), countOf(outcomes, 'LIVE.TOO_FAST')]).toEqual([
      SEAT_RATE.burst,
      400 - SEAT_RATE.burst,
    ]);
    expect(taken(limits, 1, 0, 'GiveAnswer', seat('b'))).toEqual(['taken']);
    expect(() => limits.count(seat('a'), 'GiveAnswer', 1_000_000 + 60_000)).not.toThrow();
  });

  it('is no more than its share of cards, and answers go on', () => {
    const limits = new ParticipantLimits();
    const outcomes = taken(limits, 400, 1_000, 'AddCard');
    expect([countOf(outcomes, 'taken'), outcomes.at(-1)]).toEqual([SEAT_TEXTS, 'LIVE.OWN_LIMIT']);
    expect(() => limits.count(seat('a'), 'GiveAnswer', 1_000_000 + 500_000)).not.toThrow();
  });

  it('is remembered of so many at most, longest silent first, and not of one that was refused at once', () => {
    const limits = new ParticipantLimits();
    for (let at = 0; at < KNOWN_MOST + 10; at += 1)
      limits.count({ ...seat('a'), sessionId: `session-${at % 40_000}`, seat: `seat-${at}` }, 'GiveAnswer', 1_000_000);
    expect(limits.known).toBe(KNOWN_MOST);
    const full = new ParticipantLimits();
    for (let at = 0; at < SESSION_RATE.burst; at += 1) full.count(seat(`seat-${at}`), 'GiveAnswer', 1_000_000);
    const before = full.known;
    expect(taken(full, 1, 0, 'GiveAnswer', seat('another'))).toEqual(['LIVE.TOO_FAST']);
    expect(full.known).toBe(before);
  });

  it('is held back where a whole session sends more than any meeting does, and another session is not', () => {
    const limits = new ParticipantLimits();
    const crowd = Array.from({ length: SESSION_RATE.burst + 1 }, (_, at) => seat(`seat-${at % 1_000}`));
    const outcomes = crowd.flatMap((who) => taken(limits, 1, 0, 'GiveAnswer', who));
    expect(countOf(outcomes, 'taken')).toBe(SESSION_RATE.burst);
    expect(taken(limits, 1, 0, 'GiveAnswer', { ...seat('a'), sessionId: 'another' })).toEqual(['taken']);
  });
});
