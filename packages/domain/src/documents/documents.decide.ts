import { accept, refuse } from '../trajectory/decision.ts';
import { event } from '../trajectory/trajectory.events.ts';
import { LOST_MS, superseded, underWay } from './documents-that-count.ts';
import { type Handlers, notFound, taken } from '../trajectory/handler.ts';
import { renderingOf } from './rendering-of.ts';

/** Asking for documents, and what becomes of them. */
export const documentHandlers: Handlers<'RequestReport' | 'CancelReport' | 'RecordReport'> = {
  RequestReport: (command, state, { meta }) => {
    const { reportId, document, sessionId } = command;
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
    const rendering = renderingOf(command, state, meta.now);
    const under = underWay(rendering, state);
    // the very same is on its way: asking twice makes one job, and whoever asks is told which
    const same = under.find(
      ({ requestedAt, content, facts }) =>
        Date.parse(meta.now) - Date.parse(requestedAt) < LOST_MS &&
        content === rendering.content &&
        facts === rendering.facts,
    );
    if (same) return accept([], { reportId: same.id });
    const forgets = superseded(state, rendering);
    const data = { reportId, ...rendering, ...(forgets.length > 0 && { forgets }) };
    return accept(
      [...under.map(({ id }) => event('ReportCancelled', { reportId: id })), event('ReportRequested', data)],
      { effects: [{ kind: 'job', job: 'reports.render', payload: { reportId } }], reportId },
    );
  },

  CancelReport: ({ reportId }, state, { meta }) => {
    const report = state.reports[reportId];
    if (!report || (report.document === 'minutes' && meta.actor.role !== 'facilitator')) return notFound('reportId');
    // it has ended already, one way or the other
    if (report.status !== 'requested') return accept();
    return accept(event('ReportCancelled', { reportId }));
  },

  RecordReport: ({ reportId, outcome, sha256, pages, errorCode }, state) => {
    const report = state.reports[reportId];
    if (!report) return notFound('reportId');
    if (report.status !== 'requested') return accept();
    return accept(event('ReportRecorded', { reportId, outcome, sha256, pages, errorCode }));
  },
};
