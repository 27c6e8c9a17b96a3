import type { TrajectoryView } from '@buurtbalans/contracts';
import { m } from '#lib/paraglide/messages.js';
import { sessionName } from '../names.ts';

/** What a running term is about; its key is the timer's id, with the thing it is about behind a point. */
export function termText(key: string, view: Pick<TrajectoryView, 'sessions' | 'organisations'>): string {
  const [id = '', subject = ''] = key.split('.');
  const session = view.sessions.find((candidate) => candidate.id === subject);
  const organisation = view.organisations.find((candidate) => candidate.id === subject);
  const terms: Record<string, () => string> = {
    'phase-overdue': () => m.term_phase_overdue(),
    'session-reminder': () => m.term_session_reminder({ session: session ? sessionName(session) : '' }),
    'gap-overdue': () => m.term_gap_overdue(),
    'commitment-expiring': () => m.term_commitment_expiring({ organisation: organisation?.name ?? '' }),
    'review-due': () => m.term_review_due(),
  };
  return terms[id]?.() ?? key;
}
