import { ApiError, type Problem } from '@buurtbalans/contracts';
import type { LiveCommandInput } from '@buurtbalans/domain';
import { newId } from '#lib/api/new-id.ts';
import { Outbox, type Unsent } from '#lib/line/outbox.ts';
import type { Filled } from '../fields/answer-of.ts';
import type { PaperEntry, PaperStore } from './paper-store.ts';

/** A paper as it is handed over. */
export interface Paper {
  readonly number: string;
  readonly stepId: string;
  readonly filled: Filled;
  readonly command: LiveCommandInput;
  readonly undo: LiveCommandInput;
}

/** What a tray works with. */
export interface PaperTrayOptions {
  /** Gives why a command was refused, or null. */
  readonly send: (command: LiveCommandInput, commandId: string) => Promise<Problem | null>;
  readonly store: PaperStore;
  readonly changed: (entries: readonly PaperEntry[]) => void;
}

/**
 * The papers that a helper enters, one after the other. What was typed is kept until the engine has it: without a
 * connection it waits and is sent, and what is refused comes back to be mended.
 */
export class PaperTray {
  entries: readonly PaperEntry[] = [];

  readonly #store: PaperStore;
  readonly #outbox: Outbox;
  readonly #changed: (entries: readonly PaperEntry[]) => void;
  /** What was typed in this visit, so that a paper that was taken back can be mended. */
  readonly #typed = new Map<string, Filled>();
  /** Commands that take a paper back, of this visit: somebody waits for their answer. */
  readonly #undoing = new Set<string>();

  constructor({ send, store, changed }: PaperTrayOptions) {
    this.#store = store;
    this.#changed = changed;
    this.#outbox = new Outbox({
      store: store.outbox,
      post: async ({ command, commandId }) => {
        const problem = await send(command, commandId);
        if (problem) throw new ApiError(problem);
        return { seq: 0, kept: false };
      },
      changed: (unsent) => this.#show(unsent),
      sent: ({ commandId }) => this.#change(commandId, { state: 'sent', problem: null, filled: null, command: null }),
    });
  }

  /** Takes up what an earlier visit left; gives the function that ends it. */
  start(): () => void {
    this.#keep(this.#store.entries());
    const stop = this.#outbox.start();
    // a paper of which there was room for what was typed, and not for the queue
    const queued = new Set(this.#store.outbox.list().map(({ commandId }) => commandId));
    for (const { id, state, command } of this.entries) {
      const isOnItsWay = state === 'sending' || state === 'waiting';
      if (command && isOnItsWay && !queued.has(id)) void this.#outbox.send({ commandId: id, command });
    }
    return stop;
  }

  /** Sends what waits now, as when the network is back. */
  async flush(): Promise<void> {
    await this.#outbox.flush();
  }

  /** What was being typed for a step. */
  draft(stepId: string): Filled {
    return this.#store.draft(stepId);
  }

  /** Keeps what is being typed for a step. */
  keepDraft(stepId: string, filled: Filled): void {
    this.#store.keepDraft(stepId, filled);
  }

  /** Enters a paper. It goes by itself: the next one can be typed at once, and how this one ends stands in the list. */
  async enter({ number, stepId, filled, command, undo }: Paper): Promise<void> {
    const id = newId();
    this.#typed.set(id, filled);
    this.#keep([...this.entries, { id, number, stepId, state: 'sending', problem: null, filled, command, undo }]);
    await this.#outbox.send({ commandId: id, command });
  }

  /** Enters a refused paper all the same: it is not about a person. The facilitator still looks at it. */
  async confirm({ id, number, stepId, filled, command, undo }: PaperEntry): Promise<void> {
    if (!command || !('confirmedNotPersonal' in command)) return;
    this.drop(id);
    await this.enter({
      number,
      stepId,
      filled: filled ?? {},
      command: { ...command, confirmedNotPersonal: true },
      undo,
    });
  }

  /** Takes a paper back; gives what was typed, as far as this visit knows it, or why it could not be. */
  async takeBack({
    id,
    state,
    undo,
    filled,
  }: PaperEntry): Promise<{ readonly typed: Filled; readonly problem: Problem | null }> {
    // in line after what enters it, which may be on its way still
    const commandId = newId();
    this.#undoing.add(commandId);
    const problem = state === 'refused' ? null : await this.#outbox.send({ commandId, command: undo });
    if (problem) return { typed: {}, problem };
    const typed = filled ?? this.#typed.get(id) ?? {};
    this.drop(id);
    return { typed, problem: null };
  }

  /** Leaves a paper out of the list. */
  drop(id: string): void {
    this.#typed.delete(id);
    if (this.entries.some((entry) => entry.id === id && entry.state === 'refused')) void this.#outbox.remove(id);
    this.#keep(this.entries.filter((entry) => entry.id !== id));
  }

  #show(unsent: readonly Unsent[]): void {
    const known = new Set(this.entries.map(({ id }) => id));
    for (const { commandId, state, problem } of unsent) {
      if (known.has(commandId)) this.#change(commandId, { state, problem });
      // from an earlier visit: taking back what never came in
      else if (state === 'refused' && !this.#undoing.has(commandId)) void this.#outbox.remove(commandId);
    }
  }

  #change(id: string, change: Partial<PaperEntry>): void {
    this.#keep(this.entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)));
  }

  #keep(entries: readonly PaperEntry[]): void {
    this.entries = entries;
    this.#store.keepEntries(entries);
    this.#changed(entries);
  }
}

/** How many papers of a step were entered in this browser, and how many of their entries the engine does not have yet. */
export function countOf(entries: readonly PaperEntry[], stepId: string): { papers: number; waiting: number } {
  const ofStep = entries.filter((entry) => entry.stepId === stepId && entry.state !== 'refused');
  return {
    papers: new Set(ofStep.map(({ number }) => number)).size,
    waiting: ofStep.filter(({ state }) => state !== 'sent').length,
  };
}

/** The number after the highest one of a step. */
export function nextNumber(entries: readonly PaperEntry[], stepId: string): string {
  return String(
    Math.max(0, ...entries.flatMap((entry) => (entry.stepId === stepId ? Number(entry.number) || 0 : 0))) + 1,
  );
}
