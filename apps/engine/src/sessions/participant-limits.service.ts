import { ProductError } from '@buurtbalans/contracts';
import type { ParticipantScope } from '@buurtbalans/database';
import type { LiveCommandType } from '@buurtbalans/domain';
import { Injectable } from '@nestjs/common';

/** Commands at once, and how many come to it in a second. */
interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * What one seat may send. A phone that was away for an hour brings all that it kept in one go, and whoever taps as fast as
 * they can sends one command a second: honest people do not meet these.
 */
export const SEAT_RATE: Rate = { burst: 120, perSecond: 4 };
/** What all seats of a session may send together: a thousand people who tap in the same second, several times over. */
export const SESSION_RATE: Rate = { burst: 6_000, perSecond: 2_000 };
/** Cards and parked points of one seat in a session. */
export const SEAT_TEXTS = 250;

/** Seats and sessions of which it is known what is left; of those beyond it, the one that was silent longest is forgotten. */
export const KNOWN_MOST = 50_000;
/** What nothing was heard of for so long is forgotten; the tokens of then have ended. */
const FORGOTTEN_MS = 13 * 3_600_000;
const SWEEP_MS = 600_000;

interface Allowance {
  readonly left: number;
  readonly at: number;
  readonly texts: number;
}

/**
 * Counts what each seat and each session sends to this process. It need not outlive a restart: what fills a session for
 * good is bounded by the domain (`SESSION_LIMITS`), and this bounds what can be done in a while.
 */
@Injectable()
export class ParticipantLimits {
  readonly #allowances = new Map<string, Allowance>();
  #sweptAt = Date.now();

  /**
   * Counts a command before it is decided.
   *
   * @throws LIVE.TOO_FAST, after which the same command may come again; LIVE.OWN_LIMIT where the seat has written its share
   */
  count({ sessionId, seat }: ParticipantScope, type: LiveCommandType, now = Date.now()): void {
    this.#sweep(now);
    const [own, all] = [
      this.#allowance(`${sessionId}.${seat}`, SEAT_RATE, now),
      this.#allowance(sessionId, SESSION_RATE, now),
    ];
    if (own.left < 1 || all.left < 1) throw new ProductError('LIVE.TOO_FAST', { seconds: 1 });
    const isText = type === 'AddCard' || type === 'ParkNote';
    if (isText && own.texts >= SEAT_TEXTS) throw new ProductError('LIVE.OWN_LIMIT', { limit: SEAT_TEXTS });
    // a refused one is not kept: seats that are made up would fill the memory
    this.#keep(sessionId, { ...all, left: all.left - 1 });
    this.#keep(`${sessionId}.${seat}`, { ...own, left: own.left - 1, texts: own.texts + (isText ? 1 : 0) });
  }

  /** How many seats and sessions it remembers. */
  get known(): number {
    return this.#allowances.size;
  }

  /** What is left of an allowance now. */
  #allowance(key: string, { burst, perSecond }: Rate, now: number): Allowance {
    const { left, at, texts } = this.#allowances.get(key) ?? { left: burst, at: now, texts: 0 };
    return { left: Math.min(burst, left + ((now - at) / 1_000) * perSecond), at: now, texts };
  }

  /** Keeps it as the one that was heard of last; a map knows in which order its keys came. */
  #keep(key: string, allowance: Allowance): void {
    this.#allowances.delete(key);
    this.#allowances.set(key, allowance);
    if (this.#allowances.size > KNOWN_MOST) this.#allowances.delete(this.#allowances.keys().next().value!);
  }

  #sweep(now: number): void {
    if (now - this.#sweptAt < SWEEP_MS) return;
    this.#sweptAt = now;
    for (const [key, { at }] of this.#allowances) if (now - at > FORGOTTEN_MS) this.#allowances.delete(key);
  }
}
