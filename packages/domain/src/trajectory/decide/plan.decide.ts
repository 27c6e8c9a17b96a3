import type { CommandOf } from '../trajectory.commands.ts';
import type { TrajectoryState } from '../trajectory-state.ts';
import { type Outcome, refuse, type Refused } from '../decision.ts';
import { event } from '../trajectory.events.ts';
import { LOST_MS, superseded, underWay } from './documents-that-count.ts';
import { firstMissing, type Handlers, nextNumber, notFound, taken } from './handler.ts';

type ActionCommand = CommandOf<'PlanAction'> | CommandOf<'ReviseAction'>;

function actionData(command: ActionCommand, out: Outcome) {
  const { actionId, ownerOrganisationId, due, findingIds, indicatorId } = command;
  const what = out.content('what', command.what);
  return {
    actionId,
    ownerOrganisationId,
    due,
    findingIds,
    indicatorId,
    what,
    result: out.optional('result', command.result),
  };
}

function brokenLink(command: ActionCommand, state: TrajectoryState): Refused | undefined {
  if (command.ownerOrganisationId !== null && !state.organisations[command.ownerOrganisationId])
    return notFound('ownerOrganisationId');
  const finding = firstMissing(command.findingIds, state.findings);
  if (finding !== undefined) return notFound(`findingIds.${command.findingIds.indexOf(finding)}`);
  if (command.indicatorId !== null && !state.indicators[command.indicatorId]) return notFound('indicatorId');
  return undefined;
}

/** Actions of the plan, the resident edition and the documents. */
export const planHandlers: Handlers<
  | 'PlanAction'
  | 'ReviseAction'
  | 'DropAction'
  | 'MakeResidentEdition'
  | 'RequestReport'
  | 'CancelReport'
  | 'RecordReport'
> = {
  PlanAction: (command, state, { out }) => {
    if (state.actions[command.actionId]) return taken('actionId');
    const broken = brokenLink(command, state);
    if (broken) return broken;
    return out
      .event(
        event('ActionPlanned', {
          ...actionData(command, out),
          number: nextNumber(state.actions, state.numbers?.action),
        }),
      )
      .accepted();
  },

  ReviseAction: (command, state, { out }) => {
    if (!state.actions[command.actionId]) return notFound('actionId');
    return brokenLink(command, state) ?? out.event(event('ActionRevised', actionData(command, out))).accepted();
  },

  DropAction: ({ actionId, reason }, state, { out }) => {
    const action = state.actions[actionId];
    if (!action) return notFound('actionId');
    return out
      .event(event('ActionDropped', { actionId, reason: out.content('reason', reason), number: action.number }))
      .accepted();
  },

  MakeResidentEdition: (_command, state, { out }) =>
    out.event(event('ResidentEditionMade', { pictureNumber: state.sharedPicture.number })).accepted(),

  RequestReport: (command, state, { out, meta }) => {
    const { reportId, document, format, language, sessionId } = command;
    if (state.reports[reportId]) return taken('reportId');
    if (sessionId !== null && !state.sessions[sessionId]) return notFound('sessionId');
    if (document === 'minutes') {
      if (sessionId === null) return notFound('sessionId');
      // minutes hold what a lane said: nobody outside it asks for them
      if (meta.actor.role !== 'facilitator')
        return refuse('COMMAND.NOT_ALLOWED', {
          blocks: [{ code: 'role', params: { roles: ['facilitator'] }, unblockedBy: [], waivable: false }],
        });
      if (state.sessions[sessionId]!.status !== 'closed') return refuse('SESSION.NOT_CLOSED');
    }
    const under = underWay(command, state);
    // the same document is on its way: asking twice makes one job
    if (under.some(({ requestedAt }) => Date.parse(meta.now) - Date.parse(requestedAt) < LOST_MS))
      return out.accepted();
    const forgets = superseded(state, command);
    return out
      .event(...under.map(({ id }) => event('ReportCancelled', { reportId: id })))
      .event(
        event('ReportRequested', {
          reportId,
          document,
          format,
          language,
          sessionId,
          ...(forgets.length > 0 && { forgets }),
        }),
      )
      .effect({ kind: 'job', job: 'reports.render', payload: { reportId } })
      .accepted();
  },

  CancelReport: ({ reportId }, state, { out, meta }) => {
    const report = state.reports[reportId];
    if (!report || (report.document === 'minutes' && meta.actor.role !== 'facilitator')) return notFound('reportId');
    // it has ended already, one way or the other
    if (report.status !== 'requested') return out.accepted();
    return out.event(event('ReportCancelled', { reportId })).accepted();
  },

  RecordReport: ({ reportId, outcome, sha256, pages, errorCode }, state, { out }) => {
    const report = state.reports[reportId];
    if (!report) return notFound('reportId');
    if (report.status !== 'requested') return out.accepted();
    return out.event(event('ReportRecorded', { reportId, outcome, sha256, pages, errorCode })).accepted();
  },
};
