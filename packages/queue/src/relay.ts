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

/**
 * Takes due rows that no other process holds, adds their jobs, and deletes the rows in the same transaction. A crash
 * in between adds the job again under the same id, which the queue ignores; after it is gone the effect's own receipt
 * decides.
 */
async function moveBatch(pool: pg.Pool, queues: Queues, limit: number): Promise<number> {
  const client = await pool.connect();
  // a connection that ends while jobs are being added would end the process: nobody else listens to it then
  const ignore = (): void => undefined;
  client.on('error', ignore);
  try {
    await client.query('begin');
    const { rows } = await client.query<OutboxRow>(
      'select id, dedupe_key, job, payload from outbox where due <= now() and job = any($2) order by id limit $1 for update skip locked',
      [limit, KNOWN],
    );
    if (rows.length > 0) {
      await queues.addAll(rows.map(({ job, payload, dedupe_key }): NewJob => ({ job, payload, jobId: dedupe_key })));
      await client.query('delete from outbox where id = any($1)', [rows.map((row) => row.id)]);
    }
    await client.query('commit');
    return rows.length;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.off('error', ignore);
    client.release();
  }
}

/** Starts the relay; it looks when kicked and each `pollMs` milliseconds. */
export function startRelay(options: { pool: pg.Pool; queues: Queues; pollMs?: number; onError?: (error: unknown) => void }): Relay {
  const limit = 100;
  let running: Promise<number> | undefined;
  let again = false;
  let stopped = false;

  const flush = async (): Promise<number> => {
    let moved = 0;
    for (;;) {
      const batch = await moveBatch(options.pool, options.queues, limit);
      moved += batch;
      if (batch < limit) return moved;
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
