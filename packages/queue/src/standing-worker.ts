import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, Worker, WorkerListener, WorkerOptions } from 'bullmq';
import { backendOf, isSchemaMissing, type QueueOptions } from './backend.ts';
import { migrateQueues } from './migrate-queues.ts';

/** How soon a worker tries again to reach its queue, in milliseconds. */
const AGAIN_MS = 1_000;

/** How long closing may take beyond the job under way, in milliseconds. */
const CLOSE_MS = 2_000;

/** How a standing worker works; `connection` says where its queue lives. */
export interface StandingWorkerOptions extends Omit<WorkerOptions, 'connection'> {
  readonly connection: QueueOptions;
}

/** Does the work of one job, whose lock goes by that token. */
export type Processing = (job: Job, token?: string) => Promise<void>;

type EventName = keyof WorkerListener;
type Listener = (...given: never[]) => void;

/**
 * A worker of BullMQ that outlives its queue: opened anew when its first connection failed, which one of BullMQ never
 * does by itself, and making the queues' schema again when that is gone. It stands where `@nestjs/bullmq` expects a
 * worker, and so has the form of its constructor.
 */
export class StandingWorker {
  readonly #name: string;
  readonly #process: Processing;
  readonly #options: StandingWorkerOptions;
  readonly #listeners: [EventName, Listener][] = [];
  #stopped = false;
  #again: NodeJS.Timeout | undefined;
  #mending: Promise<void> | undefined;
  #closing: Promise<void> | undefined;
  #busy = 0;
  #current: Worker;

  constructor(name: string, process: Processing, options: StandingWorkerOptions) {
    this.#name = name;
    this.#options = options;
    this.#process = async (job, token) => {
      this.#busy += 1;
      try {
        await process(job, token);
      } finally {
        this.#busy -= 1;
      }
    };
    this.#current = this.#open();
  }

  /** Listens to the worker that is open, and to each that takes its place. */
  on<E extends EventName>(event: E, listener: WorkerListener[E]): this {
    this.#listeners.push([event, listener as Listener]);
    this.#current.on(event, listener);
    return this;
  }

  /** Lets the jobs under way finish, then stops; asked again, it is the same stop. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  #open(): Worker {
    const { connection: where, ...rest } = this.#options;
    const { Worker: Backend, connection } = backendOf(where);
    const worker = new Backend(this.#name, this.#process, { ...rest, connection, runRetryDelay: AGAIN_MS });
    worker.on('error', (error) => this.#mend(error));
    for (const [event, listener] of this.#listeners) worker.on(event, listener as () => void);
    // a worker whose first connection failed never tries again by itself
    worker.waitUntilReady().catch((error: unknown) => {
      if (this.#stopped) return;
      void worker.close().catch(() => undefined);
      this.#mend(error, () => {
        this.#again = setTimeout(() => (this.#current = this.#stopped ? this.#current : this.#open()), AGAIN_MS);
      });
    });
    return worker;
  }

  /** One mending at a time: each turn of the worker's loop fails as long as the schema is gone. */
  #mend(error: unknown, then: () => void = () => undefined): void {
    const { databaseUrl, queueUrl } = this.#options.connection;
    if (!queueUrl && !this.#stopped && isSchemaMissing(error))
      this.#mending ??= migrateQueues(databaseUrl).finally(() => (this.#mending = undefined));
    void Promise.resolve(this.#mending).then(then, then);
  }

  async #close(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#again);
    const worker = this.#current;
    const closed = worker.close().then(
      () => true,
      () => true,
    );
    // with a queue that cannot be reached, closing would wait for it; only a job under way is worth waiting for
    while (!(await Promise.race([closed, sleep(CLOSE_MS, false)])) && this.#busy > 0);
    void worker.disconnect().catch(() => undefined);
  }
}
