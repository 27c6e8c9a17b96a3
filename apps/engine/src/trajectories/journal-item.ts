import type { JournalEntryView } from '@buurtbalans/contracts';
import type { TrajectoryEvent } from '@buurtbalans/domain';
import { toldOf } from './history-fields.ts';

/**
 * A journal entry with its texts filled in. Without `contents`, for those who see progress only, an entry about content
 * tells that it happened, and not a place, theme, verdict or name.
 */
export function journalItem(
  entry: TrajectoryEvent,
  contents: ReadonlyMap<string, string> | undefined,
  person: (id: string) => string,
): JournalEntryView {
  const prefix = `${entry.commandId}.`;
  const all: [string, unknown][] = Object.entries(entry.data);
  const shown = all.filter(([name]) => {
    const told = toldOf(entry.type, name);
    return told === 'all' || (told === 'readers' && contents !== undefined);
  });
  const data = Object.fromEntries(
    shown.flatMap(([name, value]): [string, unknown][] => {
      if (typeof value !== 'string' || !value.startsWith(prefix)) return [[name, value]];
      // a border is no reading matter
      return contents && value !== `${prefix}area` ? [[name, contents.get(value) ?? null]] : [];
    }),
  );
  const actor = entry.actor.accountId ? person(entry.actor.accountId) : null;
  return {
    seq: entry.seq,
    type: entry.type,
    at: entry.at,
    role: entry.actor.role,
    actor,
    templateVersion: entry.templateVersion,
    data,
  };
}
