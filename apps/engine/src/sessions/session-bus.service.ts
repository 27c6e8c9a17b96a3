import type { Database } from '@buurtbalans/database';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { DATABASE } from '../platform/tokens.ts';

const POLL_MS = 1_000;

/** Told that something was committed: up to this position, where the ring says it. */
export type Ring = (position?: number) => void;

/**
 * The doorbell of live sessions: rings the listeners of a session when something was committed, in whichever process.
 * It carries a position and no content, and listeners look by themselves each second, so a lost ring only delays.
 */
@Injectable()
export class SessionBus implements OnApplicationShutdown {
  readonly #listeners = new Map<string, Set<Ring>>();
  /** Gives the listening connection back, once; undefined while there is none. */
  #release: (() => void) | undefined;
  #connecting = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Calls `ring` after each change of the session, and each second; gives the function that ends it. */
  listen(sessionId: string, ring: Ring): () => void {
    const rings = this.#listeners.get(sessionId) ?? new Set();
    this.#listeners.set(sessionId, rings.add(ring));
    this.#timer ??= setInterval(() => this.tick(), POLL_MS);
    this.connect();
    return () => {
      rings.delete(ring);
      if (rings.size === 0) this.#listeners.delete(sessionId);
    };
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
    this.#release?.();
  }

  private ring(payload: string): void {
    const [sessionId = '', position] = payload.split(' ');
    for (const ring of this.#listeners.get(sessionId) ?? [])
      ring(position === undefined ? undefined : Number(position));
  }

  private tick(): void {
    for (const rings of this.#listeners.values()) for (const ring of rings) ring();
    if (this.#listeners.size > 0) this.connect();
  }

  private connect(): void {
    if (this.#release || this.#connecting) return;
    this.#connecting = true;
    void this.hear()
      // the next tick tries again; until then the polling carries the events
      .catch(() => this.#release?.())
      .finally(() => (this.#connecting = false));
  }

  private async hear(): Promise<void> {
    const client = await this.db.pool.connect();
    client.on('notification', ({ payload = '' }) => this.ring(payload));
    this.#release = givesBackOnce(client, () => (this.#release = undefined));
    client.once('error', this.#release);
    await client.query('listen session_event');
  }
}

/** The server can end a connection that was given back already, at the end of the process: the second time does nothing. */
function givesBackOnce(client: PoolClient, then: () => void): () => void {
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    then();
    client.release(true);
  };
}
