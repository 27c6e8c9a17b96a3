import { ApiError, type LiveAccepted, type Problem } from '@buurtbalans/contracts';
import type { LiveCommandInput } from '@buurtbalans/domain';

const RETRY_MS = 3_000;
/** Answers that say nothing about the text: it is tried again. */
const PASSING = new Set([401, 408, 425, 429]);

/** A command with the id under which it acts once. */
export interface Command {
  readonly commandId: string;
  readonly command: LiveCommandInput;
}

/**
 * A command that the engine does not have yet: `sending` while it is tried for the first time, `waiting` after that. `problem`
 * is why it was refused, when it was.
 */
export interface Unsent {
  readonly commandId: string;
  readonly command: LiveCommandInput;
  readonly state: 'sending' | 'waiting' | 'refused';
  readonly problem: Problem | null;
}

/** Where unsent commands outlive the page, in the order in which they were written. */
export interface OutboxStore {
  list(): readonly Command[];
  put(command: Command): void;
  remove(commandId: string): void;
}

/** What an outbox works with. */
export interface OutboxOptions {
  readonly store: OutboxStore;
  readonly post: (command: Command) => Promise<LiveAccepted>;
  readonly changed: (unsent: readonly Unsent[]) => void;
  readonly sent: (command: Command, accepted: LiveAccepted) => void;
}

const isRefusal = (cause: unknown): cause is ApiError =>
  cause instanceof ApiError && cause.problem.status < 500 && !PASSING.has(cause.problem.status);

/**
 * Commands on their way. They are kept before they are sent, go one after the other, and keep their id: what got
 * through without an answer does nothing twice.
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
    this.restore();
    return () => {
      this.#isStopped = true;
      clearTimeout(this.#timer);
    };
  }

  /** Sends one. `null` when it came through or waits for the connection; the problem when it was refused, and then it is not kept. */
  async send(command: Command): Promise<Problem | null> {
    this.#options.store.put(command);
    this.#show([
      ...this.#items.filter(({ commandId }) => commandId !== command.commandId),
      { ...command, state: 'sending', problem: null },
    ]);
    await this.flush();
    const problem = this.#find(command.commandId)?.problem ?? null;
    if (problem) this.remove(command.commandId);
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
  remove(commandId: string): void {
    this.#show(this.#items.filter((item) => item.commandId !== commandId));
    this.#options.store.remove(commandId);
  }

  /** Takes up what the store has beyond what is on its way already. */
  restore(): void {
    const known = new Set(this.#items.map(({ commandId }) => commandId));
    const earlier = this.#options.store
      .list()
      .filter(({ commandId }) => !known.has(commandId))
      .map((command): Unsent => ({ ...command, state: 'waiting', problem: null }));
    if (earlier.length === 0) return;
    this.#show([...earlier, ...this.#items]);
    void this.flush();
  }

  async #round(): Promise<void> {
    for (let next = this.#next(); next && !this.#isStopped; next = this.#next()) {
      const { commandId, command } = next;
      try {
        const accepted = await this.#options.post({ commandId, command });
        this.#options.sent({ commandId, command }, accepted);
        this.remove(commandId);
      } catch (cause) {
        if (isRefusal(cause)) {
          this.#refuse(commandId, cause.problem);
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

  #find(commandId: string): Unsent | undefined {
    return this.#items.find((item) => item.commandId === commandId);
  }

  #refuse(commandId: string, problem: Problem): void {
    this.#show(
      this.#items.map((item) => (item.commandId === commandId ? { ...item, state: 'refused', problem } : item)),
    );
  }

  #show(items: readonly Unsent[]): void {
    this.#items = items;
    if (!this.#isStopped) this.#options.changed(items);
  }
}
