import { type Database, fireDueTimers, sweepEffects } from '@buurtbalans/database';
import { createQueues, type Queues, type Relay, startRelay } from '@buurtbalans/queue';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from './config.ts';
import { CONFIG, DATABASE } from './tokens.ts';

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
    const sweep = (): void => void this.sweep().catch(failed('sweep'));
    this.#sweep = setInterval(sweep, this.config.SWEEP_MS);
    sweep();
  }

  /** Fires what is due, and puts back what was lost; the outbox is looked at after it. */
  private async sweep(): Promise<void> {
    const fired = await fireDueTimers(this.db);
    const lost = await sweepEffects(this.db, `${this.config.LOST_AFTER_S} seconds`);
    if (fired + lost > 0) this.kick();
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
