/** Somebody who waits for their password to be looked at. */
export interface Waiting {
  readonly begin: () => Promise<void>;
  readonly refuse: () => void;
}

interface Pile {
  readonly waiting: Waiting[];
  /** When the next one of it may be looked at, in milliseconds since the process began. */
  readyAt: number;
  paceMs: number;
}

/** Piles of those who wait where many were wrong: of each the last that came is first, and one is taken in so many milliseconds. */
export class Crowd {
  readonly #piles = new Map<string, Pile>();

  /** The pile of that name; it begins with one that need not wait. */
  pile(name: string, paceMs: number): Waiting[] {
    const pile = this.#piles.get(name) ?? { waiting: [], readyAt: 0, paceMs };
    pile.paceMs = paceMs;
    this.#piles.set(name, pile);
    return pile.waiting;
  }

  /** Whoever is next at that moment, pile after pile; it stays where it is. */
  next(now: number): Waiting | undefined {
    for (const [name, pile] of this.#piles) {
      if (pile.readyAt > now) continue;
      this.#piles.delete(name);
      const waiting = pile.waiting.at(-1);
      if (!waiting) continue;
      // to the end: the others have their turn first
      this.#piles.set(name, pile);
      pile.readyAt = now + pile.paceMs;
      return waiting;
    }
    return undefined;
  }

  /** When somebody waits who may be looked at; undefined when nobody does. */
  readyAt(): number | undefined {
    const moments = [...this.#piles.values()].filter(({ waiting }) => waiting.length > 0).map((pile) => pile.readyAt);
    return moments.length === 0 ? undefined : Math.min(...moments);
  }
}
