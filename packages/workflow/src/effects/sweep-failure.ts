import pg from 'pg';
import type { Database } from '@buurtbalans/database';

/** Something in the sweep that failed, and what it was about: ids and codes alone, never a text that somebody wrote. */
export interface SweepFailure {
  /** Which part: `timers`, the name of a job, or what is erased or cleared. */
  readonly part: string;
  /** Ids of what failed; empty when it was the part as a whole. */
  readonly id: string;
  /** A code of the product, the database or the system, or the name of the error. */
  readonly code: string;
}

/** What the sweep is told by whoever lets it run. */
export interface SweepOptions {
  /** Hears of each thing that failed; the others went on. */
  readonly onFailed?: (failure: SweepFailure) => void;
  /** Once aborted, nothing more is begun. */
  readonly signal?: AbortSignal;
}

/** What may be told of an error: its code or its name. A message can hold what somebody wrote. */
export function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  if (typeof code === 'string' && /^[\w.]{1,60}$/.test(code)) return code;
  return typeof name === 'string' && /^\w{1,60}$/.test(name) ? name : 'Error';
}

/** SQL of how long something that failed waits before it is tried again: a minute, then twice as long each time, up to six hours. */
export const RETRY_WAIT = `least(interval '1 minute' * 2 ^ least(failures, 10), interval '6 hours')`;

/** Does one thing after the other; one that fails is told, and the others go on. Gives the sum of what each gives. @throws when the database is away. */
export async function eachAlone<T>(
  db: Database,
  things: readonly T[],
  about: (thing: T) => Omit<SweepFailure, 'code'>,
  { onFailed, signal }: SweepOptions,
  work: (thing: T) => Promise<number>,
): Promise<number> {
  let sum = 0;
  for (const thing of things) {
    if (signal?.aborted) break;
    try {
      sum += await work(thing);
    } catch (error) {
      onFailed?.({ ...about(thing), code: codeOf(error) });
      // a database that is away would let each of them wait in vain
      if (!(error instanceof pg.DatabaseError)) await db.pool.query('select 1');
    }
  }
  return sum;
}
