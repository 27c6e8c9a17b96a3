import type { CommandOf } from '../trajectory/trajectory.commands.ts';
import type { TrajectoryState } from '../trajectory/trajectory-state.ts';
import { factsShown } from '../documents/facts-shown.ts';
import { accept, lay, type Meta, refuse, type Refused } from '../trajectory/decision.ts';
import { dutchDay } from '../trajectory/local-time.ts';
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

/** Why nobody can have agreed on that day; undefined when they can. */
function wrongDay(agreedOn: string, { plan, sharedPicture }: TrajectoryState, now: string): string | undefined {
  if (agreedOn > dutchDay(now)) return 'in_future';
  // nobody agrees to what rests on a picture that was not there yet
  if (sharedPicture.approvedAt !== null && agreedOn < dutchDay(sharedPicture.approvedAt)) return 'before_picture';
  // a later version is not agreed before an earlier one
  return plan && agreedOn < plan.agreedOn ? 'before_earlier_version' : undefined;
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));

/** Actions of the plan, the agreement on it, and the resident edition. */
export const planHandlers: Handlers<
  'PlanAction' | 'ReviseAction' | 'DropAction' | 'AgreePlan' | 'MakeResidentEdition'
> = {
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

  AgreePlan: ({ organisationIds: named, agreedOn, facts: now }, state, { meta }) => {
    const organisationIds = [...new Set(named)];
    const unknown = firstMissing(organisationIds, state.organisations);
    if (unknown !== undefined) return notFound(`organisationIds.${named.indexOf(unknown)}`);
    const problem = wrongDay(agreedOn, state, meta.now);
    if (problem !== undefined) return refuse('PLAN.WRONG_DAY', { issues: [{ path: 'agreedOn', problem }] });
    const { plan, sharedPicture } = state;
    const stands = plan?.changedAt === undefined && plan?.agreedOn === agreedOn;
    if (stands && isSame(plan.organisationIds, organisationIds)) return accept();
    const late = Object.values(state.actions).filter(({ due }) => due !== null && due < agreedOn);
    if (late.length > 0)
      return refuse('COMMAND.BLOCKED', {
        blocks: [
          {
            code: 'plan.dueBefore',
            params: { actions: late.map(({ number }) => String(number)), agreedOn },
            unblockedBy: ['ReviseAction', 'DropAction'],
            waivable: false,
          },
        ],
      });
    const facts = factsShown(state, 'plan', now);
    return accept(
      event('PlanAgreed', {
        number: (plan?.number ?? 0) + 1,
        organisationIds,
        agreedOn,
        pictureNumber: sharedPicture.number,
        ...(facts !== undefined && { facts }),
      }),
    );
  },

  MakeResidentEdition: (_command, state) =>
    accept(event('ResidentEditionMade', { pictureNumber: state.sharedPicture.number })),
};
