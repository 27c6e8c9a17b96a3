import type { CommandOf } from '../trajectory/trajectory.commands.ts';
import type { TrajectoryState } from '../trajectory/trajectory-state.ts';
import { accept, lay, type Meta, type Refused } from '../trajectory/decision.ts';
import { event } from '../trajectory/trajectory.events.ts';
import { firstMissing, type Handlers, nextNumber, notFound, taken } from '../trajectory/handler.ts';

type ActionCommand = CommandOf<'PlanAction' | 'ReviseAction'>;

/** What an action says, with its texts laid beside the journal. */
function actionData(command: ActionCommand, meta: Meta) {
  const { actionId, ownerOrganisationId, due, findingIds, indicatorId, what, result } = command;
  const { ids, contents } = lay(meta, { what }, { result });
  return { data: { actionId, ownerOrganisationId, due, findingIds, indicatorId, ...ids }, contents };
}

function brokenLink(command: ActionCommand, state: TrajectoryState): Refused | undefined {
  if (command.ownerOrganisationId !== null && !state.organisations[command.ownerOrganisationId])
    return notFound('ownerOrganisationId');
  const finding = firstMissing(command.findingIds, state.findings);
  if (finding !== undefined) return notFound(`findingIds.${command.findingIds.indexOf(finding)}`);
  if (command.indicatorId !== null && !state.indicators[command.indicatorId]) return notFound('indicatorId');
  return undefined;
}

/** Actions of the plan, and the resident edition. */
export const planHandlers: Handlers<'PlanAction' | 'ReviseAction' | 'DropAction' | 'MakeResidentEdition'> = {
  PlanAction: (command, state, { meta }) => {
    if (state.actions[command.actionId]) return taken('actionId');
    const broken = brokenLink(command, state);
    if (broken) return broken;
    const { data, contents } = actionData(command, meta);
    const number = nextNumber(state.actions, state.numbers?.action);
    return accept(event('ActionPlanned', { ...data, number }), { contents });
  },

  ReviseAction: (command, state, { meta }) => {
    if (!state.actions[command.actionId]) return notFound('actionId');
    const broken = brokenLink(command, state);
    if (broken) return broken;
    const { data, contents } = actionData(command, meta);
    return accept(event('ActionRevised', data), { contents });
  },

  DropAction: ({ actionId, reason }, state, { meta }) => {
    const action = state.actions[actionId];
    if (!action) return notFound('actionId');
    const { ids, contents } = lay(meta, { reason });
    return accept(event('ActionDropped', { actionId, ...ids, number: action.number }), { contents });
  },

  MakeResidentEdition: (_command, state) =>
    accept(event('ResidentEditionMade', { pictureNumber: state.sharedPicture.number })),
};
