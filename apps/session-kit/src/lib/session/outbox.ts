import { ApiError, type ContributionView, type NewContribution, type Problem } from '@buurtbalans/contracts';

const RETRY_MS = 3_000;
/** Answers that say nothing about the text: it is tried again. */
const PASSING = new Set([401, 408, 425, 429]);

/** A contribution that the engine does not have yet. `problem` is why it was refused, when it was. */
export interface Unsent {
  readonly contribution: NewContribution;
  readonly state: 'sending' | 'waiting' | 'refused';
  readonly problem: Problem | null;
}

/** Where unsent contributions outlive the page, in the order in which they were written. */
export interface OutboxStore {
  list(): Promise<readonly NewContribution[]>;
  put(contribution: NewContribution): Promise<void>;
  remove(id: string): Promise<void>;
}

/** What an outbox works with. */
export interface OutboxOptions {
  readonly store: OutboxStore;
  readonly post: (contribution: NewContribution) => Promise<ContributionView>;
  readonly changed: (unsent: readonly Unsent[]) => void;
  readonly sent: (contribution: ContributionView) => void;
}

const isRefusal = (cause: unknown): cause is ApiError => cause instanceof ApiError && cause.problem.status < 500 && !PASSING.has(cause.problem.status);

/**
 * Contributions on their way. They are kept before they are sent, go one after the other, and keep their id: what got
 * through without an answer is not stored twice.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  #items: readonly Unsent[] = [];
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Takes up what an earlier visit left; gives the function that ends it. */
  start(): () => void {
    void this.#restore();
    return () => {
      this.#isStopped = true;
      clearTimeout(this.#timer);
    };
  }

  /** Sends one. `null` when it came through or waits for the connection; the problem when it was refused, and then it is not kept. */
  async send(contribution: NewContribution): Promise<Problem | null> {
    // without a place to keep it, it is still sent
    await this.#options.store.put(contribution).catch(() => undefined);
    this.#show([...this.#items.filter(({ contribution: { id } }) => id !== contribution.id), { contribution, state: 'sending', problem: null }]);
    await this.flush();
    const problem = this.#find(contribution.id)?.problem ?? null;
    if (problem) await this.remove(contribution.id);
    return problem;
  }

  /** Tries again now, as when the network is back. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    // what was added while an earlier round ended still has to go
    while (this.#running) await this.#running;
    this.#running = this.#round().finally(() => (this.#running = null));
    await this.#running;
  }

  /** Gives one up. */
  async remove(id: string): Promise<void> {
    this.#show(this.#items.filter(({ contribution }) => contribution.id !== id));
    await this.#options.store.remove(id).catch(() => undefined);
  }

  async #restore(): Promise<void> {
    const kept = await this.#options.store.list().catch(() => []);
    const known = new Set(this.#items.map(({ contribution }) => contribution.id));
    const earlier = kept.filter(({ id }) => !known.has(id)).map((contribution): Unsent => ({ contribution, state: 'waiting', problem: null }));
    if (earlier.length === 0) return;
    this.#show([...earlier, ...this.#items]);
    await this.flush();
  }

  async #round(): Promise<void> {
    for (let next = this.#next(); next && !this.#isStopped; next = this.#next()) {
      const { contribution } = next;
      this.#set(contribution.id, 'sending', null);
      try {
        const stored = await this.#options.post(contribution);
        this.#options.sent(stored);
        await this.remove(contribution.id);
      } catch (cause) {
        if (isRefusal(cause)) {
          this.#set(contribution.id, 'refused', cause.problem);
          continue;
        }
        this.#show(this.#items.map((item) => (item.state === 'sending' ? { ...item, state: 'waiting' } : item)));
        if (!this.#isStopped) this.#timer = setTimeout(() => void this.flush(), RETRY_MS);
        return;
      }
    }
  }

  #next(): Unsent | undefined {
    return this.#items.find(({ state }) => state !== 'refused');
  }

  #find(id: string): Unsent | undefined {
    return this.#items.find(({ contribution }) => contribution.id === id);
  }

  #set(id: string, state: Unsent['state'], problem: Problem | null): void {
    this.#show(this.#items.map((item) => (item.contribution.id === id ? { ...item, state, problem } : item)));
  }

  #show(items: readonly Unsent[]): void {
    this.#items = items;
    if (!this.#isStopped) this.#options.changed(items);
  }
}
