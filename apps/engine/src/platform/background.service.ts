import { codeOf } from '@buurtbalans/contracts';
import type { LogEvent } from '@buurtbalans/logging';
import type { Database } from '@buurtbalans/database';
import { OutboxRelay } from '@buurtbalans/queue/nest';
import { fireDueTimers, sweepEffects, type SweepFailure } from '@buurtbalans/workflow';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Config } from './config.ts';
import { CONFIG, DATABASE } from './tokens.ts';

/** What the engine does beside answering: moving the outbox to the queues, firing timers, and clearing away. */
@Injectable()
export class BackgroundService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('background');
  readonly #ending = new AbortController();
  #sweeping: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** How often each part of the sweep has failed since the start. */
  readonly #failed = new Map<string, number>();

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly relay: OutboxRelay,
  ) {}

  onApplicationBootstrap(): void {
    this.relay.start({
      pool: this.db.pool,
      onError: (error) => this.tell({ part: 'outbox', id: '', code: codeOf(error) }),
      onRefused: (id, error) => this.tell({ part: 'outbox', id, code: codeOf(error) }),
    });
    const sweep = (): void => {
      // one that takes long is not joined by the next
      this.#sweeping ??= this.sweep()
        .catch((error: unknown) => this.tell({ part: 'sweep', id: '', code: codeOf(error) }))
        .finally(() => (this.#sweeping = undefined));
    };
    this.#timer = setInterval(sweep, this.config.SWEEP_MS);
    sweep();
  }

  /** Fires what is due, and puts back what was lost; neither waits for the other to succeed. The outbox is looked at after it. */
  private async sweep(): Promise<void> {
    const options = { signal: this.#ending.signal, onFailed: (failure: SweepFailure) => this.tell(failure) };
    const fired = await fireDueTimers(this.db, options).catch((error: unknown) => {
      this.tell({ part: 'timers', id: '', code: codeOf(error) });
      return 0;
    });
    const lost = await sweepEffects(this.db, `${this.config.LOST_AFTER_S} seconds`, options);
    if (fired + lost > 0) this.kick();
  }

  /** Ids and codes alone: a message of an error can hold what somebody wrote. `count` is how often since the start. */
  private tell({ part, id, code }: SweepFailure): void {
    const count = (this.#failed.get(part) ?? 0) + 1;
    this.#failed.set(part, count);
    this.#log.warn({ event: 'sweep failed' satisfies LogEvent, part, id, code, count });
  }

  /** Something was committed that may have left work in the outbox. */
  kick(): void {
    this.relay.kick();
  }

  /** Before the database is closed: the sweep under way ends after its present step; the relay stops by itself. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#ending.abort();
    clearInterval(this.#timer);
    await this.#sweeping;
  }
}
