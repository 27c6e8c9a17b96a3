import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Presence, STREAMS_OF_A_SEAT } from './presence.service.ts';

const seat = (name = 'a') => ({ sessionId: 's', trajectoryId: 't', lane: 'resident' as const, seat: name });
let presence: Presence;
const left: string[] = [];
const enter = (name = 'a', end: () => void = () => undefined) => presence.enter(seat(name), end, () => left.push(name));

beforeEach(() => {
  vi.useFakeTimers();
  left.length = 0;
  presence = new Presence({ LEFT_AFTER_S: 900 });
});
afterEach(() => vi.useRealTimers());

describe('[E249] a seat', () => {
  it('has left once nothing was heard of it for long, and not while another tab is there or it comes back', () => {
    const [one, other] = [enter(), enter()];
    one();
    vi.advanceTimersByTime(1_800_000);
    expect(left).toEqual([]);
    other();
    vi.advanceTimersByTime(899_000);
    const again = enter();
    vi.advanceTimersByTime(1_800_000);
    expect(left).toEqual([]);
    again();
    again();
    vi.advanceTimersByTime(901_000);
    expect(left).toEqual(['a']);
  });
});

describe('[E248] streams of a seat', () => {
  it('are so many; the oldest ends for a newer one, and others keep theirs', () => {
    const ended: number[] = [];
    const others = vi.fn();
    enter('b', others);
    for (let number = 0; number < STREAMS_OF_A_SEAT + 2; number += 1) enter('a', () => ended.push(number));
    expect(ended).toEqual([0, 1]);
    expect(others).not.toHaveBeenCalled();
  });
});
