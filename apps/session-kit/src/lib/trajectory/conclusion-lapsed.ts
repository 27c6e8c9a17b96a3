import type { TrajectoryView } from '@buurtbalans/contracts';
import { m } from '#lib/paraglide/messages.js';
import { showDate } from '#lib/texts/moments.ts';

/** Why the conclusion of the dissent round is gone; undefined while it stands. With the approval only where that went too. */
export function conclusionLapsed({
  takenBack: { conclusion, approval },
}: Pick<TrajectoryView, 'takenBack'>): string | undefined {
  if (conclusion === undefined) return undefined;
  const date = showDate(conclusion);
  return approval === conclusion ? m.taken_back_conclusion({ date }) : m.taken_back_conclusion_alone({ date });
}
