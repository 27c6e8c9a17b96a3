import { describe, expect, it } from 'vitest';
import { PasswordLine, type Place } from './password-line.ts';

const KNOWN: Place = { turn: 'known' };
const FRESH: Place = { turn: 'fresh' };
const crowded = (pile: string, paceMs = 0): Place => ({ turn: 'crowded', pile, paceMs });

/** A line whose works end when they are told to, and the names of those that have begun, in order. */
function lineUnderTest(patienceMs = 60_000) {
  const line = new PasswordLine(1, patienceMs);
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const outcomes = new Map<string, unknown>();
  const come = (name: string, place: Place): void =>
    void line
      .wait(place, () => {
        begun.push(name);
        return new Promise<string>((resolve) => ends.push(() => resolve(name)));
      })
      .then(
        () => outcomes.set(name, 'done'),
        ({ code }: { code: string }) => outcomes.set(name, code),
      );
  /** Ends what has begun until so many have. */
  const until = async (count: number): Promise<string[]> => {
    await expect.poll(() => (ends.shift()?.(), begun.length)).toBeGreaterThanOrEqual(count);
    return begun.slice(0, count);
  };
  return { come, until, outcomes, begun };
}

describe('[E214] whose password is looked at next', () => {
  it('a known browser goes before the others, each in the order in which they came', async () => {
    const { come, until } = lineUnderTest();
    come('first', FRESH);
    for (const name of ['fresh 1', 'fresh 2']) come(name, FRESH);
    for (const name of ['known 1', 'known 2']) come(name, KNOWN);
    expect(await until(5)).toEqual(['first', 'known 1', 'known 2', 'fresh 1', 'fresh 2']);
  });

  it('the crowded have one turn in four, pile after pile, and of each the last that came', async () => {
    const { come, until } = lineUnderTest();
    come('first', FRESH);
    for (const name of ['a1', 'a2', 'a3']) come(name, crowded('a'));
    come('b1', crowded('b'));
    for (let nth = 1; nth <= 8; nth += 1) come(`known ${nth}`, KNOWN);
    const order = await until(13);
    expect(order.filter((name) => !name.startsWith('known'))).toEqual(['first', 'a3', 'b1', 'a2', 'a1']);
    // known ones never wait for more than one of the crowded, nor the crowded for more than three others
    expect(order.slice(1, 5).filter((name) => name.startsWith('known'))).toHaveLength(3);
  });

  it('in a pile that is full the longest waiting gives way, and in no other', async () => {
    const { come, until, outcomes } = lineUnderTest();
    come('first', FRESH);
    for (let nth = 0; nth < 300; nth += 1) come(`wrong ${nth}`, crowded('attacker'));
    come('owner', crowded('owner'));
    await expect.poll(() => outcomes.get('wrong 0')).toBe('AUTH.TOO_MANY_ATTEMPTS');
    expect(outcomes.has('wrong 299')).toBe(false);
    const order = await until(3);
    expect(order).toContain('owner');
    expect(outcomes.get('owner')).not.toBe('AUTH.TOO_MANY_ATTEMPTS');
  });

  it('who waits too long is told to come again, and keeps nobody from their turn', async () => {
    const { come, until, outcomes } = lineUnderTest(40);
    come('first', FRESH);
    come('late', FRESH);
    await expect.poll(() => outcomes.get('late')).toBe('AUTH.TOO_MANY_ATTEMPTS');
    await until(1);
    come('next', KNOWN);
    expect(await until(2)).toEqual(['first', 'next']);
  });

  it('a pile with a pace holds up nobody else', async () => {
    const { come, until, begun } = lineUnderTest();
    come('a1', crowded('a', 3_600_000));
    come('a2', crowded('a', 3_600_000));
    come('b1', crowded('b'));
    expect(await until(2)).toEqual(['a1', 'b1']);
    come('known', KNOWN);
    expect(await until(3)).toEqual(['a1', 'b1', 'known']);
    expect(begun).not.toContain('a2');
  });
});
