import type { Chance } from '../chance.ts';

/** Ids that are kept of one kind; the oldest give way. */
const KEPT = 400;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const TOKEN = /(?<![\w-])(?:[\w-]{43}|[\w-]{72})(?![\w-])/g;

/** What a caller can name: what there was from the beginning, and what answers told since. */
export class Known {
  readonly #named = new Map<string, unknown[]>();
  readonly #ids: string[] = [];

  /** Keeps values under the name that paths, queries and bodies give them. */
  add(name: string, ...values: readonly unknown[]): void {
    const kept = this.#named.get(name) ?? [];
    kept.push(...values);
    this.#named.set(name, kept.slice(-KEPT));
  }

  /** Values that can stand under a name. */
  named(name: string): readonly unknown[] {
    return this.#named.get(name) ?? [];
  }

  /** An id of something, or of nothing. */
  id(chance: Chance): string {
    return this.#ids.length > 0 && chance.happens(0.6) ? chance.pick(this.#ids) : chance.uuid();
  }

  /** Takes up what an answer tells: ids, and tokens of links. */
  learn(answer: string): void {
    this.#ids.push(...(answer.match(UUID) ?? []).slice(0, 20));
    this.#ids.splice(0, this.#ids.length - KEPT);
    const tokens = answer.match(TOKEN) ?? [];
    if (tokens.length > 0) this.add('token', ...tokens.slice(0, 4));
  }
}
