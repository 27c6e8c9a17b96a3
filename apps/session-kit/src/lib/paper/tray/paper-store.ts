import type { Problem } from '@buurtbalans/contracts';
import type { LiveCommandInput } from '@buurtbalans/domain';
import { type BrowserStore, device, passingStore, tab } from '#lib/store/browser-store.ts';
import type { OutboxStore } from '#lib/line/outbox.ts';
import { outboxStore } from '#lib/store/outbox-store.ts';
import type { Filled } from '../fields/answer-of.ts';

/** A paper that was entered in this browser. `number` is the one on the paper; it stays here. */
export interface PaperEntry {
  /** Id of the command that enters it. */
  readonly id: string;
  readonly number: string;
  readonly stepId: string;
  readonly state: 'sending' | 'waiting' | 'sent' | 'refused';
  readonly problem: Problem | null;
  /** What was typed and the command that was made of it; kept until the engine has it. */
  readonly filled: Filled | null;
  readonly command: LiveCommandInput | null;
  readonly undo: LiveCommandInput;
}

/** What a browser keeps of the papers of one session. */
export interface PaperStore {
  entries(): readonly PaperEntry[];
  keepEntries(entries: readonly PaperEntry[]): void;
  /** What is being typed for a step; it outlives a reload of this tab. */
  draft(stepId: string): Filled;
  keepDraft(stepId: string, filled: Filled): void;
  /** Commands that the engine does not have yet, in their order. */
  readonly outbox: OutboxStore;
}

/** Most papers that are remembered; of the older ones only those that are not through. */
const REMEMBERED = 300;

/** The papers of a session: what lasts in one store, what is being typed in another. */
function paperStore(sessionId: string, lasting: BrowserStore, typing: BrowserStore): PaperStore {
  const key = `papers.${sessionId}`;
  const draftKey = (stepId: string): string => `${key}.${stepId}`;
  return {
    outbox: outboxStore(`${key}.outbox`, lasting),
    entries: () => lasting.read<readonly PaperEntry[]>(key) ?? [],
    keepEntries: (entries) =>
      lasting.write(
        key,
        entries.filter(({ state }, index) => state !== 'sent' || index >= entries.length - REMEMBERED),
      ),
    draft: (stepId) => typing.read<Filled>(draftKey(stepId)) ?? {},
    keepDraft: (stepId, filled) => {
      const isEmpty = Object.values(filled).every((text) => text === '');
      if (isEmpty) typing.remove(draftKey(stepId));
      else typing.write(draftKey(stepId), filled);
    },
  };
}

/** The papers of a session in this browser. */
export const browserPaperStore = (sessionId: string): PaperStore => paperStore(sessionId, device, tab);

/** For a rehearsal, which keeps nothing. */
export const passingPaperStore = (): PaperStore => paperStore('rehearsal', passingStore(), passingStore());
