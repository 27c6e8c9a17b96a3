import { type Appliers, keepNumber, omit, patch, put } from '../trajectory/applier.ts';
import { keepFacts } from '../trajectory/keep-facts.ts';
import { givenAgain } from '../trajectory/takes-back.evolve.ts';
import { planChanged } from './plan-changed.ts';

/** Actions of the plan, the agreement on it, and the resident edition. */
export const planAppliers: Appliers<
  'ActionPlanned' | 'ActionRevised' | 'ActionDropped' | 'PlanAgreed' | 'ResidentEditionMade'
> = {
  ActionPlanned: ({ actionId, ...action }, state, { at }) => ({
    actions: put(state.actions, actionId, action),
    ...planChanged(state, at),
  }),
  ActionRevised: ({ actionId, ...action }, state, { at }) => ({
    actions: patch(state.actions, actionId, action),
    ...planChanged(state, at),
  }),
  ActionDropped: ({ actionId, number }, state, { at }) => ({
    actions: omit(state.actions, actionId),
    ...planChanged(state, at),
    ...keepNumber(state, 'action', number),
  }),
  PlanAgreed: (agreed, state, { at, seq }) => ({
    plan: { ...agreed, at, asOf: seq },
    ...keepFacts(state, agreed.facts),
  }),
  ResidentEditionMade: ({ pictureNumber }, state, { at }) => ({
    residentEdition: { pictureNumber, at },
    ...givenAgain(state, 'edition'),
  }),
};
