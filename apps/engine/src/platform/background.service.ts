import { type Database, fireDueTimers } from '@buurtbalans/database';
import { createQueues, type Queues, type Relay, startRelay } from '@buurtbalans/queue';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from './config.ts';
import { CONFIG, DATABASE } from './tokens.ts';

const SWEEP_MS = 60_000;

/** What the engine does beside answering: moving the outbox to the queues and firing timers. */
@Injectable()
export class BackgroundService implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #log = new Logger('background');
  #queues: Queues | undefined;
  #relay: Relay | undefined;
  #sweep: NodeJS.Timeout | undefined;

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    const failed = (what: string) => (error: unknown) => this.#log.warn(`${what}: ${(error as Error).message}`);
    this.#queues = createQueues({ databaseUrl: this.config.DATABASE_URL, queueUrl: this.config.QUEUE_URL });
    this.#relay = startRelay({ pool: this.db.pool, queues: this.#queues, onError: failed('outbox') });
    const sweep = (): void => void fireDueTimers(this.db).catch(failed('timers'));
    this.#sweep = setInterval(sweep, SWEEP_MS);
    sweep();
  }

  /** Something was committed that may have left work in the outbox. */
  kick(): void {
    this.#relay?.kick();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.#sweep);
    await this.#relay?.stop();
    await this.#queues?.close();
  }
}
