import { ProductError } from '@buurtbalans/contracts';
import { Crowd, type Waiting } from './crowd.ts';

/** In whose turn a password is looked at; `SignInLimit` says who has which. */
export type Place =
  | { readonly turn: 'known' | 'fresh' }
  /** Those of one pile are looked at one in so many milliseconds. */
  | { readonly turn: 'crowded'; readonly pile: string; readonly paceMs: number };

/** How many wait at most in one queue, or in one pile; whoever has waited longest gives way. */
const MOST = 256;
/** How long somebody waits at most, in milliseconds; then they are told to come again. */
const PATIENCE_MS = 20_000;
/** After so many others one of the crowded has a turn. */
const SHARE = 3;

/**
 * Who is looked at next: whose browser is known before whose is not, each in the order in which they came; and between
 * them, one in four at least, those where many were wrong ({@link Crowd}). Nobody is refused for what others did.
 */
export class PasswordLine {
  readonly #queues = { known: [] as Waiting[], fresh: [] as Waiting[] };
  readonly #crowd = new Crowd();
  readonly #patienceMs: number;
  #free: number;
  #others = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param atOnce how many are looked at at the same time */
  constructor(atOnce: number, patienceMs = PATIENCE_MS) {
    this.#free = atOnce;
    this.#patienceMs = patienceMs;
  }

  /** Does the work when its turn has come. @throws ProductError AUTH.TOO_MANY_ATTEMPTS for whom it does not come in time */
  wait<T>(place: Place, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const queue = place.turn === 'crowded' ? this.#crowd.pile(place.pile, place.paceMs) : this.#queues[place.turn];
      const leave = (): void => {
        clearTimeout(late);
        queue.splice(queue.indexOf(waiting), 1);
      };
      const waiting: Waiting = {
        begin: () => {
          leave();
          return work().then(resolve, reject);
        },
        refuse: () => {
          leave();
          reject(new ProductError('AUTH.TOO_MANY_ATTEMPTS', { seconds: Math.ceil(this.#patienceMs / 4_000) }));
        },
      };
      const late = setTimeout(waiting.refuse, this.#patienceMs);
      queue.push(waiting);
      if (queue.length > MOST) queue[0]!.refuse();
      this.#next();
    });
  }

  #next(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    for (let waiting = this.#chosen(now); waiting; waiting = this.#chosen(now)) {
      this.#free -= 1;
      void waiting
        .begin()
        .catch(() => undefined)
        .finally(() => {
          this.#free += 1;
          this.#next();
        });
    }
    const readyAt = this.#free > 0 ? this.#crowd.readyAt() : undefined;
    if (readyAt !== undefined) this.#timer = setTimeout(() => this.#next(), Math.max(1, readyAt - now));
  }

  #chosen(now: number): Waiting | undefined {
    if (this.#free === 0) return undefined;
    const other = this.#queues.known[0] ?? this.#queues.fresh[0];
    const crowded = other && this.#others < SHARE ? undefined : this.#crowd.next(now);
    this.#others = crowded ? 0 : this.#others + 1;
    return crowded ?? other;
  }
}
