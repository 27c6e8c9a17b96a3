import type { Database } from '@buurtbalans/database';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { DATABASE } from '../platform/tokens.ts';

const POLL_MS = 1_000;

/**
 * The doorbell of live sessions: rings the listeners of a session when something was committed, in whichever process.
 * It carries no content, and listeners look by themselves each second, so a lost ring only delays.
 */
@Injectable()
export class SessionBus implements OnApplicationShutdown {
  readonly #listeners = new Map<string, Set<() => void>>();
  #client: PoolClient | undefined;
  #connecting = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Calls `ring` after each change of the session, and each second; gives the function that ends it. */
  listen(sessionId: string, ring: () => void): () => void {
    const rings = this.#listeners.get(sessionId) ?? new Set();
    this.#listeners.set(sessionId, rings.add(ring));
    this.#timer ??= setInterval(() => this.tick(), POLL_MS);
    void this.connect();
    return () => {
      rings.delete(ring);
      if (rings.size === 0) this.#listeners.delete(sessionId);
    };
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
    this.#client?.release(true);
    this.#client = undefined;
  }

  private tick(): void {
    for (const rings of this.#listeners.values()) for (const ring of rings) ring();
    if (this.#listeners.size > 0) void this.connect();
  }

  private async connect(): Promise<void> {
    if (this.#client || this.#connecting) return;
    this.#connecting = true;
    try {
      const client = await this.db.pool.connect();
      client.on('notification', ({ payload = '' }) => this.#listeners.get(payload)?.forEach((ring) => ring()));
      client.once('error', () => {
        this.#client = undefined;
        client.release(true);
      });
      await client.query('listen session_event');
      this.#client = client;
    } catch {
      // the next tick tries again; until then the polling carries the events
    } finally {
      this.#connecting = false;
    }
  }
}
