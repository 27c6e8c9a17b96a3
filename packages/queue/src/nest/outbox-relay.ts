import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Queues } from '../queues.ts';
import { type Relay, type RelayOptions, startRelay } from '../relay.ts';

/** The relay of a program: it stops before the database and the queues are closed. */
export class OutboxRelay implements BeforeApplicationShutdown {
  readonly #queues: Queues;
  #relay: Relay | undefined;

  constructor(queues: Queues) {
    this.#queues = queues;
  }

  /** Begins to move the outbox of that database. */
  start(options: Omit<RelayOptions, 'queues'>): void {
    this.#relay ??= startRelay({ ...options, queues: this.#queues });
  }

  /** Something was committed that may have left work in the outbox. */
  kick(): void {
    this.#relay?.kick();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#relay?.stop();
  }
}
