import type { Lane, Phase, TrajectoryState } from '@buurtbalans/domain';

/** What a reminder is about, as far as a mail may know it; dates and moments are ISO 8601. */
export type Reminder =
  | {
      readonly kind: 'session-reminder';
      readonly sessionId: string;
      readonly session: {
        readonly lane: Lane;
        readonly number: number;
        readonly plannedFor: string;
        readonly status: 'planned';
      };
    }
  | { readonly kind: 'phase-overdue'; readonly phase: Phase; readonly since: string }
  | { readonly kind: 'gap-overdue'; readonly due: string }
  | { readonly kind: 'commitment-expiring'; readonly organisation: string; readonly until: string }
  | { readonly kind: 'review-due'; readonly since: string };

/** The reminder behind the key of a timer that has fired; undefined when there is nothing left to be reminded of at this moment. */
export function reminderOf(state: TrajectoryState, key: string, now: Date): Reminder | undefined {
  if (state.status === 'stopped' || !Object.hasOwn(state.alerts, key)) return undefined;
  const [kind, subject] = parts(key);
  switch (kind) {
    case 'session-reminder': {
      const session = entryOf(state.sessions, subject);
      // a mail that comes late, or after a pause, reminds of nothing that is past
      if (session?.status !== 'planned' || Date.parse(session.plannedFor) <= now.getTime()) return undefined;
      const { lane, number, plannedFor, status } = session;
      return { kind, sessionId: subject, session: { lane, number, plannedFor, status } };
    }
    case 'phase-overdue':
      return state.phase === 'completed' ? undefined : { kind, phase: state.phase, since: state.phaseSince };
    case 'gap-overdue': {
      const gap = entryOf(state.gaps, subject);
      return !gap || gap.answer !== null || gap.due === null ? undefined : { kind, due: gap.due };
    }
    case 'commitment-expiring': {
      const organisation = entryOf(state.organisations, subject);
      if (organisation?.commitment.status !== 'signed' || !organisation.commitment.until) return undefined;
      return { kind, organisation: organisation.name, until: organisation.commitment.until };
    }
    case 'review-due':
      return state.phase === 'completed' ? { kind, since: state.phaseSince } : undefined;
    default:
      return undefined;
  }
}

/** Phases that drag on and reviews concern the programme too. */
export function concernsManagers({ kind }: Reminder): boolean {
  return kind === 'phase-overdue' || kind === 'review-due';
}

/** Key of a timer as kind and subject; the subject is empty for what concerns the whole trajectory. */
function parts(key: string): [string, string] {
  const dot = key.indexOf('.');
  return dot < 0 ? [key, ''] : [key.slice(0, dot), key.slice(dot + 1)];
}

const entryOf = <T>(record: Record<string, T>, id: string): T | undefined =>
  Object.hasOwn(record, id) ? record[id] : undefined;
