import { m } from '#lib/paraglide/messages.js';

const alerts: Record<string, () => string> = {
  'phase-overdue': m.alert_phase_overdue,
  'session-reminder': m.alert_session_reminder,
  'gap-overdue': m.alert_gap_overdue,
  'commitment-expiring': m.alert_commitment_expiring,
  'review-due': m.alert_review_due,
};

/** What a fired timer means; its key is the timer's id, with the thing it is about behind a point. */
export function alertText(key: string): string {
  return alerts[key.split('.')[0] ?? '']?.() ?? m.alert_other({ key });
}
