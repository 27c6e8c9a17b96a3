import { fromStored, type TrajectoryState } from '@buurtbalans/domain';
import type { Database } from '@buurtbalans/database';
import { LRUCache } from 'lru-cache';

/** A trajectory as this process left it by its last command, and the very row in which it stands. */
export interface LastState {
  /** As it was stored. */
  readonly json: string;
  readonly head: Buffer | null;
  /** `xmin` of the row: whatever else changes the row gives it another. */
  readonly row: string;
}

interface Kept extends LastState {
  /** The database's clock when the row was written, and the two of this process when that was known, in milliseconds. */
  readonly databaseMs: number;
  readonly wallMs: number;
  readonly steadyMs: number;
}

/** How long it is decided upon without asking the database, its clock included. */
const KEPT_MS = 60_000;
/** How far the two clocks of this process may part meanwhile: one that is set, or sleeps, tells nothing of the database's. */
const PARTED_MS = 50;
/** Characters of JSON of all states together, some ten thousand of them; what was used longest ago goes first. */
const ROOM = 20_000_000;

const states = new WeakMap<Database, LRUCache<string, Kept>>();

function of(db: Database): LRUCache<string, Kept> {
  const known = states.get(db);
  if (known) return known;
  const made = new LRUCache<string, Kept>({ maxSize: ROOM, sizeCalculation: ({ json }) => json.length });
  states.set(db, made);
  return made;
}

/** Keeps how a command of this process left a trajectory; `now` is the database's clock after it was written. */
export function keepState(db: Database, trajectoryId: string, last: LastState, now: Date): void {
  of(db).set(trajectoryId, {
    ...last,
    databaseMs: now.getTime(),
    wallMs: Date.now(),
    steadyMs: performance.now(),
  });
}

/**
 * How a command of this process left a trajectory a moment ago, and what the database's clock says by now (behind by what
 * its answer took to arrive). It may be the last no longer: what is decided upon it is written only while its row stands.
 */
export function recallState(
  db: Database,
  trajectoryId: string,
): (Omit<LastState, 'json'> & { readonly state: TrajectoryState; readonly now: Date }) | undefined {
  const kept = of(db).get(trajectoryId);
  if (!kept) return undefined;
  const [wall, steady] = [Date.now() - kept.wallMs, performance.now() - kept.steadyMs];
  if (steady < KEPT_MS && Math.abs(wall - steady) < PARTED_MS)
    return {
      state: fromStored(JSON.parse(kept.json) as TrajectoryState)!,
      head: kept.head,
      row: kept.row,
      now: new Date(kept.databaseMs + Math.floor(steady)),
    };
  of(db).delete(trajectoryId);
  return undefined;
}

/** Forgets a trajectory: its row is another by now, or nobody knows. */
export function forgetState(db: Database, trajectoryId: string): void {
  of(db).delete(trajectoryId);
}
