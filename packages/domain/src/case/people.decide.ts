import { accept } from '../trajectory/decision.ts';
import { event } from '../trajectory/trajectory.events.ts';
import type { TrajectoryState } from '../trajectory/trajectory-state.ts';
import { type Handlers, notFound } from '../trajectory/handler.ts';

const appointed = (state: TrajectoryState, role: 'facilitator' | 'research_adviser'): readonly string[] =>
  role === 'facilitator' ? state.facilitators : state.researchAdvisers;

/** Who facilitates and who advises. */
export const peopleHandlers: Handlers<'Appoint' | 'Dismiss' | 'Reassign'> = {
  Appoint: ({ accountId, role, unfit }, state) => {
    if (appointed(state, role).includes(accountId)) return accept();
    return unfit ? notFound('accountId') : accept(event('Appointed', { accountId, role }));
  },

  Dismiss: ({ accountId, role }, state) =>
    appointed(state, role).includes(accountId)
      ? accept(event('Dismissed', { accountId, role }))
      : notFound('accountId'),

  Reassign: ({ role, accountId, from, unfit }, state) => {
    const present = appointed(state, role);
    if (unfit && !present.includes(accountId)) return notFound('accountId');
    if (from !== null && !present.includes(from)) return notFound('from');
    const leaving = (from === null ? present : [from]).filter((other) => other !== accountId);
    return accept([
      ...(present.includes(accountId) ? [] : [event('Appointed', { accountId, role })]),
      ...leaving.map((other) => event('Dismissed', { accountId: other, role })),
    ]);
  },
};
