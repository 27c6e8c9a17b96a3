import type { CommandOf } from '../trajectory.commands.ts';
import type { TrajectoryState } from '../trajectory-state.ts';
import { type Outcome, refuse, type Refused } from '../decision.ts';
import { event } from '../trajectory.events.ts';
import { firstMissing, type Handlers, nextNumber, notFound, taken } from './handler.ts';

type ActionCommand = CommandOf<'PlanAction'> | CommandOf<'ReviseAction'>;

function actionData(command: ActionCommand, out: Outcome) {
  const { actionId, ownerOrganisationId, due, findingIds, indicatorId } = command;
  const what = out.content('what', command.what);
  return { actionId, ownerOrganisationId, due, findingIds, indicatorId, what, result: out.optional('result', command.result) };
}

function brokenLink(command: ActionCommand, state: TrajectoryState): Refused | undefined {
  if (command.ownerOrganisationId !== null && !state.organisations[command.ownerOrganisationId]) return notFound('ownerOrganisationId');
  const finding = firstMissing(command.findingIds, state.findings);
  if (finding !== undefined) return notFound(`findingIds.${command.findingIds.indexOf(finding)}`);
  if (command.indicatorId !== null && !state.indicators[command.indicatorId]) return notFound('indicatorId');
  return undefined;
}

function sameReport(command: CommandOf<'RequestReport'>, state: TrajectoryState): boolean {
  return Object.values(state.reports).some(
    (report) =>
      report.status === 'requested' &&
      report.document === command.document &&
      report.format === command.format &&
      report.language === command.language &&
      report.sessionId === command.sessionId,
  );
}

/** Actions of the plan, the resident edition and the documents. */
export const planHandlers: Handlers<
  'PlanAction' | 'ReviseAction' | 'DropAction' | 'MakeResidentEdition' | 'RequestReport' | 'CancelReport' | 'RecordReport'
> = {
  PlanAction: (command, state, { out }) => {
    if (state.actions[command.actionId]) return taken('actionId');
    const broken = brokenLink(command, state);
    if (broken) return broken;
    return out.event(event('ActionPlanned', { ...actionData(command, out), number: nextNumber(state.actions) })).accepted();
  },

  ReviseAction: (command, state, { out }) => {
    if (!state.actions[command.actionId]) return notFound('actionId');
    return brokenLink(command, state) ?? out.event(event('ActionRevised', actionData(command, out))).accepted();
  },

  DropAction: ({ actionId, reason }, state, { out }) => {
    if (!state.actions[actionId]) return notFound('actionId');
    return out.event(event('ActionDropped', { actionId, reason: out.content('reason', reason) })).accepted();
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
      if (meta.actor.role !== 'facilitator') return refuse('COMMAND.NOT_ALLOWED', { blocks: [{ code: 'role', params: { roles: ['facilitator'] }, unblockedBy: [], waivable: false }] });
      if (state.sessions[sessionId]!.status !== 'closed') return refuse('SESSION.NOT_CLOSED');
    }
    // the same document is on its way: asking twice makes one job
    if (sameReport(command, state)) return out.accepted();
    return out
      .event(event('ReportRequested', { reportId, document, format, language, sessionId }))
      .effect({ kind: 'job', job: 'reports.render', dedupeKey: `report-${reportId}`, payload: { reportId } })
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
