import type { Problem } from '@buurtbalans/contracts';
import type { LiveCommandInput } from '@buurtbalans/domain';
import type { Command, OutboxStore } from '#lib/session/outbox.ts';
import type { Filled } from './answer-of.ts';

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

function parsed<T>(text: string | null, otherwise: T): T {
  try {
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}

/** A full or forbidden storage: the page goes on without it. */
function quietly(keep: () => void): void {
  try {
    keep();
  } catch {
    // for this visit only, then
  }
}

/** Commands that wait, in whatever keeps them. */
function outboxOver(read: () => readonly Command[], write: (commands: readonly Command[]) => void): OutboxStore {
  const others = (id: string): Command[] => read().filter(({ commandId }) => commandId !== id);
  return { list: async () => read(), put: async (command) => write([...others(command.commandId), command]), remove: async (id) => write(others(id)) };
}

/** The papers of a session in this browser. */
export function browserPaperStore(sessionId: string): PaperStore {
  const key = `papers.${sessionId}`;
  const [outboxKey, draftKey] = [`${key}.outbox`, (stepId: string): string => `${key}.${stepId}`];
  return {
    outbox: outboxOver(
      () => parsed<readonly Command[]>(localStorage.getItem(outboxKey), []),
      (commands) => quietly(() => localStorage.setItem(outboxKey, JSON.stringify(commands))),
    ),
    entries: () => parsed<readonly PaperEntry[]>(localStorage.getItem(key), []),
    keepEntries: (entries) => {
      const kept = entries.filter(({ state }, index) => state !== 'sent' || index >= entries.length - REMEMBERED);
      quietly(() => localStorage.setItem(key, JSON.stringify(kept)));
    },
    draft: (stepId) => parsed<Filled>(sessionStorage.getItem(draftKey(stepId)), {}),
    keepDraft: (stepId, filled) => {
      const isEmpty = Object.values(filled).every((text) => text === '');
      quietly(() => (isEmpty ? sessionStorage.removeItem(draftKey(stepId)) : sessionStorage.setItem(draftKey(stepId), JSON.stringify(filled))));
    },
  };
}

/** For a rehearsal, which keeps nothing. */
export function passingPaperStore(): PaperStore {
  let [kept, waiting]: [readonly PaperEntry[], readonly Command[]] = [[], []];
  const drafts = new Map<string, Filled>();
  return {
    outbox: outboxOver(() => waiting, (commands) => (waiting = commands)),
    entries: () => kept,
    keepEntries: (entries) => (kept = entries),
    draft: (stepId) => drafts.get(stepId) ?? {},
    keepDraft: (stepId, filled) => void drafts.set(stepId, filled),
  };
}
