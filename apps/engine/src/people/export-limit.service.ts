import { ProductError } from '@buurtbalans/contracts';
import { Injectable } from '@nestjs/common';

/** How often one account may have such a file made in an hour, for itself or for others. */
export const EXPORTS_AN_HOUR = 20;
const HOUR_MS = 3_600_000;
/** Accounts that are remembered at most; the oldest go first. */
const REMEMBERED = 5_000;

/** Everything of somebody is read from many tables: one at a time for each account that asks, and so many in an hour. */
@Injectable()
export class ExportLimit {
  readonly #lately = new Map<string, number[]>();
  readonly #busy = new Set<string>();

  /** Does the work. @throws EXPORT.TOO_OFTEN */
  async one<T>(accountId: string, work: () => Promise<T>): Promise<T> {
    const now = performance.now();
    const times = (this.#lately.get(accountId) ?? []).filter((at) => now - at < HOUR_MS);
    if (this.#busy.has(accountId) || times.length >= EXPORTS_AN_HOUR) throw new ProductError('EXPORT.TOO_OFTEN');
    this.#lately.delete(accountId);
    this.#lately.set(accountId, [...times, now]);
    if (this.#lately.size > REMEMBERED) this.#lately.delete(this.#lately.keys().next().value!);
    this.#busy.add(accountId);
    try {
      return await work();
    } finally {
      this.#busy.delete(accountId);
    }
  }
}
