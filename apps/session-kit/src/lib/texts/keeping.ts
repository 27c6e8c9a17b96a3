import type { TermView } from '@buurtbalans/contracts';
import { m } from '#lib/paraglide/messages.js';
import { showDate } from './moments.ts';

/** Until when a trajectory is kept, as far as it is known; of one that is held, until when it would be. */
export function keptUntil({ ends, months, hold }: TermView, now = new Date()): string {
  if (ends === null) return m.keeping_goes_on({ months });
  if (new Date(ends) > now) return m.keeping_until({ date: showDate(ends) });
  return hold ? m.keeping_past_held() : m.keeping_past();
}

/** Whether a trajectory is held, since when and by whom. */
export function heldText({ hold }: Pick<TermView, 'hold'>): string {
  if (!hold) return m.keeping_not_held();
  const date = showDate(hold.at);
  return hold.by === null ? m.keeping_held({ date }) : m.keeping_held_by({ date, name: hold.by });
}
