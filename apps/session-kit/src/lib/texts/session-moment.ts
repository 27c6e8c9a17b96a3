import type { TrajectoryView } from '@buurtbalans/contracts';
import { dutchDay } from '@buurtbalans/domain';
import { m } from '#lib/paraglide/messages.js';
import { showMoment } from './moments.ts';

type Session = Pick<TrajectoryView['sessions'][number], 'plannedFor' | 'openedAt'>;

/** When a session was held, and for when it was planned where that is another day; when it is planned while it was not held. */
export function sessionMoment({ plannedFor, openedAt }: Session): string {
  if (openedAt === null) return showMoment(plannedFor);
  const held = showMoment(openedAt);
  return dutchDay(openedAt) === dutchDay(plannedFor)
    ? held
    : m.session_held_otherwise({ held, planned: showMoment(plannedFor) });
}
