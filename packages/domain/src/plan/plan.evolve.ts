import { type Appliers, keepNumber, omit, patch, put } from '../trajectory/applier.ts';
import { givenAgain } from '../trajectory/takes-back.evolve.ts';

/** Actions of the plan, and the resident edition. */
export const planAppliers: Appliers<'ActionPlanned' | 'ActionRevised' | 'ActionDropped' | 'ResidentEditionMade'> = {
  ActionPlanned: ({ actionId, ...action }, { actions }) => ({ actions: put(actions, actionId, action) }),
  ActionRevised: ({ actionId, ...action }, { actions }) => ({ actions: patch(actions, actionId, action) }),
  ActionDropped: ({ actionId, number }, state) => ({
    actions: omit(state.actions, actionId),
    ...keepNumber(state, 'action', number),
  }),
  ResidentEditionMade: ({ pictureNumber }, state, { at }) => ({
    residentEdition: { pictureNumber, at },
    ...givenAgain(state, 'edition'),
  }),
};
