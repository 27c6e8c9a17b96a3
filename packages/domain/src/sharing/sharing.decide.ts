import type { CommandOf } from '../trajectory/trajectory.commands.ts';
import { isSameContent, mayLeave } from '../documents/version-shown.ts';
import { endedOf } from '../documents/holds.ts';
import type { ReportState } from '../documents/documents.state.ts';
import type { TrajectoryState } from '../trajectory/trajectory-state.ts';
import { accept, refuse, type Refused } from '../trajectory/decision.ts';
import { dutchDay } from '../trajectory/local-time.ts';
import { event } from '../trajectory/trajectory.events.ts';
import { type Handlers, notFound, taken } from '../trajectory/handler.ts';

const blocked = (code: string, unblockedBy: readonly string[]) =>
  refuse('COMMAND.BLOCKED', { blocks: [{ code, params: {}, unblockedBy, waivable: false }] });

/** Whether a PDF is the other form of a page: of the same content, in the same language. */
export function isBeside(pdf: ReportState, html: ReportState): boolean {
  return (
    pdf.format === 'pdf' && pdf.status === 'rendered' && pdf.language === html.language && isSameContent(pdf, html)
  );
}

/**
 * Whether a document may have words of an organisation that withdrew its agreement after it was made. What left before is
 * out; anew it does not go.
 */
export function hasWithdrawnWords({ asOf }: ReportState, { organisations }: TrajectoryState): boolean {
  return Object.values(organisations).some(({ spoke, silencedAfter = -1 }) => spoke === true && asOf <= silencedAfter);
}

/** Why a document cannot leave by a link; undefined when it can. */
function held(
  { linkId, reportId, pdfReportId }: CommandOf<'PublishReport' | 'ShareReport'>,
  state: TrajectoryState,
): Refused | undefined {
  if (Object.values(state.reports).some(({ links }) => links?.[linkId])) return taken('linkId');
  const report = state.reports[reportId];
  if (!report) return notFound('reportId');
  if (report.document === 'minutes') return blocked('link.notPublic', []);
  if (report.format !== 'html' || report.status !== 'rendered') return blocked('link.notRendered', ['RequestReport']);
  if (report.document === 'plan' && !mayLeave(report)) return refuse('PLAN.NOT_AGREED');
  if (!mayLeave(report)) return blocked('link.concept', ['ApproveSharedPicture', 'RequestReport']);
  if (report.document !== 'profile' && hasWithdrawnWords(report, state))
    return blocked('link.withdrawn', ['ApproveSharedPicture', 'RequestReport']);
  // what nobody agrees to any more does not leave anew as if they did
  if (endedOf(report, state))
    return blocked(
      'link.ended',
      report.document === 'plan'
        ? ['ApproveSharedPicture', 'AgreePlan', 'RequestReport']
        : ['ApproveSharedPicture', 'RequestReport'],
    );
  return pdfReportId !== null && !(state.reports[pdfReportId] && isBeside(state.reports[pdfReportId], report))
    ? notFound('pdfReportId')
    : undefined;
}

/** Links to documents, for everybody or for those with whom they are shared. */
export const sharingHandlers: Handlers<'PublishReport' | 'ShareReport' | 'WithdrawReportLink'> = {
  PublishReport: (command, state) => {
    const { linkId, reportId, pdfReportId } = command;
    return held(command, state) ?? accept(event('ReportPublished', { linkId, reportId, pdfReportId }));
  },

  ShareReport: (command, state, { meta }) => {
    const { linkId, reportId, pdfReportId, readers, until } = command;
    const unknown = readers.findIndex(({ organisationId }) => !state.organisations[organisationId]);
    if (unknown >= 0) return notFound(`readers.${unknown}.organisationId`);
    if (until < dutchDay(meta.now))
      return refuse('COMMAND.INVALID', { issues: [{ path: 'until', problem: 'in_past' }] });
    return (
      held(command, state) ??
      accept(event('ReportShared', { linkId, reportId, pdfReportId, readers, until }), {
        effects: [{ kind: 'job', job: 'shares.send', payload: { linkId } }],
      })
    );
  },

  WithdrawReportLink: ({ linkId }, state) => {
    const found = Object.entries(state.reports).find(([, { links }]) => links?.[linkId]);
    if (!found) return notFound('linkId');
    const [reportId, { links }] = found;
    if (links![linkId]!.withdrawnAt !== null) return accept();
    return accept(event('ReportLinkWithdrawn', { linkId, reportId }));
  },
};
