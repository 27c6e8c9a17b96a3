import type { JournalEntryView } from '@buurtbalans/contracts';
import type { EventType, TrajectoryEvent } from '@buurtbalans/domain';

// what was said, found and planned: the view holds these lists back from those who see progress only, so the history does too
const ABOUT_CONTENT: readonly EventType[] = [
  'StatementReleased',
  'StatementRetracted',
  'FindingRecorded',
  'FindingRevised',
  'FindingDropped',
  'EvidenceSet',
  'CheckRecorded',
  'GapOpened',
  'GapAssigned',
  'GapAnswered',
  'DissentRecorded',
  'ActionPlanned',
  'ActionRevised',
  'ActionDropped',
];
const PROGRESS: readonly string[] = [
  'statementId',
  'findingId',
  'gapId',
  'dissentId',
  'actionId',
  'number',
  'lane',
  'sessionId',
  'takesBack',
];

/**
 * A journal entry with its texts filled in. Without `contents`, for those who see progress only, an entry about content
 * tells that it happened, and not a place, theme, verdict or name. Receivers of a mail are no part of the history.
 */
export function journalItem(
  entry: TrajectoryEvent,
  contents: ReadonlyMap<string, string> | undefined,
  person: (id: string) => string,
): JournalEntryView {
  const prefix = `${entry.commandId}.`;
  const all: [string, unknown][] = Object.entries(entry.data);
  const shown = (
    contents || !ABOUT_CONTENT.includes(entry.type) ? all : all.filter(([name]) => PROGRESS.includes(name))
  ).filter(([name]) => name !== 'receiverIds');
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
