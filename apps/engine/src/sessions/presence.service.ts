import type { ParticipantScope } from '@buurtbalans/database';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '../platform/config.ts';
import { CONFIG } from '../platform/tokens.ts';

/** Streams of one seat: tabs, and those that a phone left half open on its way. The oldest ends when there are more. */
export const STREAMS_OF_A_SEAT = 8;

interface Seat {
  /** What ends each stream, oldest first. */
  readonly streams: Set<() => void>;
  timer?: NodeJS.Timeout;
}

/**
 * Who is on the line, seat by seat, in this process alone. A phone that sleeps drops its stream and comes back; a seat of
 * which nothing was heard for a quarter of an hour has left.
 */
@Injectable()
export class Presence implements OnApplicationShutdown {
  readonly #seats = new Map<string, Seat>();
  readonly #leftAfterMs: number;

  constructor(@Inject(CONFIG) { LEFT_AFTER_S }: Pick<Config, 'LEFT_AFTER_S'>) {
    this.#leftAfterMs = LEFT_AFTER_S * 1_000;
  }

  /** Takes in a stream, which `end` ends; `left` is called once the seat has been silent for long. Gives what says that the stream is over. */
  enter({ sessionId, seat }: ParticipantScope, end: () => void, left: () => void): () => void {
    const key = `${sessionId}.${seat}`;
    const held = this.#seats.get(key) ?? { streams: new Set() };
    this.#seats.set(key, held);
    clearTimeout(held.timer);
    held.streams.add(end);
    if (held.streams.size > STREAMS_OF_A_SEAT) {
      const [oldest] = held.streams;
      held.streams.delete(oldest!);
      oldest!();
    }
    return () => {
      if (!held.streams.delete(end) || held.streams.size > 0) return;
      held.timer = setTimeout(() => {
        this.#seats.delete(key);
        left();
      }, this.#leftAfterMs).unref();
    };
  }

  onApplicationShutdown(): void {
    for (const { timer } of this.#seats.values()) clearTimeout(timer);
  }
}
