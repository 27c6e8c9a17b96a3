import type { TrajectoryView } from '@buurtbalans/contracts';
import { m } from '#lib/paraglide/messages.js';

type Statement = TrajectoryView['statements'][number];

/** What of a statement leaves, and why, in a sentence or two. `hasPlace` when one was chosen for it. */
export function leavesText(
  { words, place, because }: Statement['leaves'],
  threshold: number,
  hasPlace: boolean,
): string {
  if (because === 'not_agreed') return m.leaves_not_agreed();
  if (because === 'too_few') return m.leaves_too_few({ threshold });
  if (because === 'agreed') return place ? m.leaves_agreed_place() : m.leaves_agreed_words();
  if (words && hasPlace && !place) return m.leaves_enough_place_stays({ threshold });
  return place ? m.leaves_enough_place({ threshold }) : m.leaves_enough_words({ threshold });
}

/** Who stands behind a statement, by their number. */
export function toldText({ count, of }: NonNullable<Statement['told']>): string {
  if (of === 'residents') return m.told_residents({ count });
  return of === 'organisations' ? m.told_organisations({ count }) : m.told_sources({ count });
}
