import { createPostgresBackend, type WorkerOptions, withBackend } from 'bullmq';
import { Queue as RedisQueue, Worker as RedisWorker } from 'bullmq';
import { QUEUE_ROLE } from './migrate-queues.ts';

/** Where the queues live: in the product's PostgreSQL, or in Redis or Valkey when an address is given. */
export interface QueueOptions {
  readonly databaseUrl: string;
  /** `redis://…`; left out for PostgreSQL. */
  readonly queueUrl?: string | undefined;
  /** Most connections that one queue or worker may hold. */
  readonly connections?: number;
}

/** The queue classes and connection for these options. */
export function backendOf(options: QueueOptions): {
  Queue: typeof RedisQueue;
  Worker: typeof RedisWorker;
  connection: WorkerOptions['connection'];
} {
  if (options.queueUrl)
    return {
      Queue: RedisQueue,
      Worker: RedisWorker,
      connection: { url: options.queueUrl, maxRetriesPerRequest: null },
    };
  const { Queue, Worker } = withBackend(createPostgresBackend);
  // a connection that went dark gives no error by itself
  const connection = {
    connectionString: options.databaseUrl,
    options: `-c role=${QUEUE_ROLE}`,
    max: options.connections ?? 2,
    skipMigrations: true,
    keepAlive: true,
    connectionTimeoutMillis: 8_000,
    query_timeout: 8_000,
  };
  return {
    Queue: Queue as unknown as typeof RedisQueue,
    Worker: Worker as unknown as typeof RedisWorker,
    connection: connection as WorkerOptions['connection'],
  };
}

// undefined table, function, type and schema: what a query meets after `drop schema bullmq cascade`
const GONE = new Set(['42P01', '42883', '42704', '3F000']);

/** True when a queue in PostgreSQL failed because its schema is not there. */
export function isSchemaMissing(error: unknown): boolean {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  return name === 'SchemaMigrationRequiredError' || (typeof code === 'string' && GONE.has(code));
}
