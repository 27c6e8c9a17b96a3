import type { Phase } from '@buurtbalans/domain';
import { analysis } from './analysis.ts';
import { intake, preparation } from './beginning.ts';
import { type Chapter, has } from './cast.ts';
import { exchange } from './exchange.ts';
import { plan } from './plan.ts';

/** What happens in each phase; nothing where a plan is carried out. */
export const CHAPTERS: Readonly<Record<Phase, Chapter>> = {
  preparation: (cast, span) => [
    ...preparation(cast, span),
    // the short method has no intake of its own
    ...(has(cast, 'intake') ? [] : intake(cast, span)),
  ],
  intake: (cast, span) => [
    ...intake(cast, span),
    { at: span.at(0.9), command: { type: 'SignOffIntake' }, role: 'research_adviser' },
  ],
  exchange,
  analysis,
  plan,
  completed: () => [],
  review: () => [],
};
