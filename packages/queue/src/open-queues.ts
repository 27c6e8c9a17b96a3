import type { Queue } from 'bullmq';
import { backendOf, isSchemaMissing, type QueueOptions } from './backend.ts';
import { migrateQueues } from './migrate-queues.ts';

/** Longest that one piece of work with the queues may take, in milliseconds; a dark connection would wait for ever. */
const LIMIT_MS = 10_000;

/** Gives the queue of that name, opened when first asked for. */
export type QueueOf = (name: string) => Queue;

/** Queues that are opened when needed and opened anew after a failure. */
export interface OpenQueues {
  /** Does a piece of work; makes the queues' schema again when it turns out to be gone, and then does it once more. */
  use<T>(work: (queueOf: QueueOf) => Promise<T>): Promise<T>;
  /** The queue of that name as it is open now; for what cannot wait for {@link OpenQueues.use}. */
  readonly queueOf: QueueOf;
  close(): Promise<void>;
}

/** Opens the queues of these options; connections are made when first needed. */
export function openQueues(options: QueueOptions): OpenQueues {
  const { Queue: Backend, connection } = backendOf(options);
  const queues = new Map<string, Queue>();
  const queueOf: QueueOf = (name) => {
    const queue = queues.get(name) ?? new Backend(name, { connection });
    // what went wrong reaches whoever asked for the work
    if (!queues.has(name)) queue.on('error', () => undefined);
    queues.set(name, queue);
    return queue;
  };
  // a queue whose first connection failed keeps that answer for good, so that it is left behind after any failure
  const forget = (): void => {
    const old = [...queues.values()];
    queues.clear();
    for (const queue of old) void queue.close().catch(() => undefined);
  };
  const attempt = async <T>(work: (queueOf: QueueOf) => Promise<T>): Promise<T> => {
    try {
      return await within(LIMIT_MS, work(queueOf));
    } catch (error) {
      forget();
      throw error;
    }
  };
  return {
    async use(work) {
      try {
        return await attempt(work);
      } catch (error) {
        if (options.queueUrl || !isSchemaMissing(error)) throw error;
        await migrateQueues(options.databaseUrl);
        return attempt(work);
      }
    },
    queueOf,
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error(`the queue did not answer within ${ms / 1_000} s`), { code: 'ETIMEDOUT' })),
      ms,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
