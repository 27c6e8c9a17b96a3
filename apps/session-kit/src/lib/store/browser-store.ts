import { createSubscriber } from 'svelte/reactivity';

/**
 * One of the two stores of texts that a browser has. It never stands in the way: what the browser does not take, because
 * storing is forbidden or there is no room, the page itself holds for as long as it is open.
 */
export class BrowserStore {
  readonly #area: () => Storage;
  readonly #isOfOnePage: () => boolean;
  /** What the browser did not take. */
  readonly #held = new Map<string, string>();
  #tell: () => void = () => undefined;
  readonly #watched = createSubscriber((update) => {
    this.#tell = update;
    return () => (this.#tell = () => undefined);
  });

  /** `area` may throw: with all cookies blocked, already asking for the store does. What is not of one page is not held. */
  constructor(area: () => Storage, isOfOnePage: () => boolean = () => true) {
    this.#area = area;
    this.#isOfOnePage = isOfOnePage;
  }

  /** Whether everything that was given to it outlives the page. Screens that read it follow it. */
  get keeps(): boolean {
    this.#watched();
    return this.#held.size === 0 && this.#try((area) => area.length >= 0, false);
  }

  get(key: string): string | null {
    return this.#held.get(key) ?? this.#try((area) => area.getItem(key), null);
  }

  set(key: string, text: string): void {
    if (!this.#isOfOnePage()) return;
    this.#hold(() => {
      this.#held.set(key, text);
      // there may be room again for what was refused before
      for (const [name, value] of this.#held) if (this.#takes(name, value)) this.#held.delete(name);
    });
  }

  remove(key: string): void {
    this.#hold(() => this.#held.delete(key));
    this.#try((area) => area.removeItem(key), undefined);
  }

  /** A value that {@link write} put there; null when there is none, or something that cannot be read. */
  read<T>(key: string): T | null {
    try {
      return JSON.parse(this.get(key) ?? 'null') as T | null;
    } catch {
      return null;
    }
  }

  write(key: string, value: unknown): void {
    this.set(key, JSON.stringify(value));
  }

  /** Keys that begin so. */
  keys(start: string): readonly string[] {
    const kept = this.#try((area) => Array.from({ length: area.length }, (_, index) => area.key(index) ?? ''), []);
    return [...new Set([...kept, ...this.#held.keys()])].filter((key) => key.startsWith(start));
  }

  #hold(change: () => void): void {
    const before = this.#held.size;
    change();
    if (this.#held.size !== before) this.#tell();
  }

  /** Some browsers take a text without a word, and forget it. */
  #takes(key: string, text: string): boolean {
    return this.#try((area) => (area.setItem(key, text), area.getItem(key) === text), false);
  }

  #try<T>(use: (area: Storage) => T, otherwise: T): T {
    try {
      return use(this.#area());
    } catch {
      return otherwise;
    }
  }
}

/** The two below live as long as the program: on the server, what they held would be everybody's. */
const isInBrowser = (): boolean => typeof window !== 'undefined';
/** What outlives a visit, in this browser. */
export const device = new BrowserStore(() => localStorage, isInBrowser);
/** What outlives a reload of this tab, and no more than that. */
export const tab = new BrowserStore(() => sessionStorage, isInBrowser);

/** A store that keeps nothing beyond the page, as for a rehearsal. */
export function passingStore(): BrowserStore {
  return new BrowserStore(() => {
    throw new Error('nothing is kept');
  });
}
