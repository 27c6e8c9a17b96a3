import { jobDefinitions, type JobName } from '@buurtbalans/contracts';
import type pg from 'pg';
import type { NewJob, Queues } from './queues.ts';

/** Moves jobs from the outbox to the queues. */
export interface Relay {
  /** Looks at once, because something was just committed. */
  kick(): void;
  /** Moves what is due and gives how many. */
  flush(): Promise<number>;
  stop(): Promise<void>;
}

interface OutboxRow {
  id: number;
  dedupe_key: string;
  job: JobName;
  payload: object;
}

// a job that this version does not know is left to a newer one that runs beside it; it must not hold up the others
const KNOWN = Object.keys(jobDefinitions);

/** Behind what is due before it: one that was set aside comes after what waits by then. */
const DUE = 'select id, dedupe_key, job, payload from outbox where due <= now() and job = any($1)';
/** How long a refused row is set aside: five seconds, then twice as long each time, up to ten minutes. */
const WAIT = `least(interval '5 seconds' * 2 ^ least(failures, 10), interval '10 minutes')`;

const jobOf = ({ job, payload, dedupe_key }: OutboxRow): NewJob => ({ job, payload, jobId: dedupe_key });

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // a connection that ends while jobs are being added would end the process: nobody else listens to it then
  const ignore = (): void => undefined;
  client.on('error', ignore);
  try {
    await client.query('begin');
    const outcome = await work(client);
    await client.query('commit');
    return outcome;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.off('error', ignore);
    client.release();
  }
}

/**
 * Takes due rows that no other process holds, adds their jobs, and deletes the rows in the same transaction. A crash
 * in between adds the job again under the same id, which the queue ignores; after it is gone the effect's own receipt
 * decides. Gives how many rows it saw, and how many it moved.
 */
async function moveBatch(
  { pool, queues, onRefused }: RelayOptions,
  limit: number,
): Promise<{ seen: number; moved: number }> {
  let taken: OutboxRow[] = [];
  let isRefused = false;
  try {
    return await inTransaction(pool, async (client) => {
      ({ rows: taken } = await client.query<OutboxRow>(`${DUE} order by due, id limit $2 for update skip locked`, [
        KNOWN,
        limit,
      ]));
      if (taken.length > 0) {
        await queues.addAll(taken.map(jobOf)).catch((error: unknown) => {
          isRefused = true;
          throw error;
        });
        await client.query('delete from outbox where id = any($1)', [taken.map(({ id }) => id)]);
      }
      return { seen: taken.length, moved: taken.length };
    });
  } catch (error) {
    // queues that are away leave the outbox as it is
    if (!isRefused || !(await queues.areReachable())) throw error;
  }
  let moved = 0;
  for (const row of taken) if (await moveAlone({ pool, queues, onRefused }, row)) moved += 1;
  return { seen: taken.length, moved };
}

/** Moves one row of a batch that was refused; one that is refused itself is set aside, each time longer. True when it was moved. */
async function moveAlone({ pool, queues, onRefused }: RelayOptions, { id }: OutboxRow): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const row = (await client.query<OutboxRow>(`${DUE} and id = $2 for update skip locked`, [KNOWN, id])).rows[0];
    if (!row) return false;
    try {
      await queues.addAll([jobOf(row)]);
    } catch (error) {
      if (!(await queues.areReachable())) throw error;
      await client.query(
        `update outbox set failures = failures + 1, failed_at = now(), due = now() + ${WAIT} where id = $1`,
        [id],
      );
      onRefused?.(row.dedupe_key, error);
      return false;
    }
    await client.query('delete from outbox where id = $1', [id]);
    return true;
  });
}

/** What a relay works with. */
export interface RelayOptions {
  readonly pool: pg.Pool;
  readonly queues: Queues;
  readonly pollMs?: number;
  /** Hears why nothing could be moved. */
  readonly onError?: (error: unknown) => void;
  /** Hears of each job that the queue refuses, by its id; the others were moved. */
  readonly onRefused?: ((jobId: string, error: unknown) => void) | undefined;
}

/** Starts the relay; it looks when kicked and each `pollMs` milliseconds. */
export function startRelay(options: RelayOptions): Relay {
  const limit = 100;
  let running: Promise<number> | undefined;
  let again = false;
  let stopped = false;

  const flush = async (): Promise<number> => {
    let moved = 0;
    for (;;) {
      const batch = await moveBatch(options, limit);
      moved += batch.moved;
      if (batch.seen < limit) return moved;
    }
  };
  const kick = (): void => {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = flush()
      .catch((error: unknown) => {
        options.onError?.(error);
        return 0;
      })
      .finally(() => {
        running = undefined;
        if (again) {
          again = false;
          kick();
        }
      });
  };
  const timer = setInterval(kick, options.pollMs ?? 1_000);
  return {
    kick,
    flush,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
