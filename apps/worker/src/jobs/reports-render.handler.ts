import { createHash } from 'node:crypto';
import type { ErrorCode } from '@buurtbalans/contracts';
import { beginReport, type Database, executeCommand, failReport, finishReport, readMadeReport, readTrajectory, reportProgress } from '@buurtbalans/database';
import type { JobHandler } from '@buurtbalans/queue';
import { ModelError, renderDocument } from '@buurtbalans/reports';
import { takeSnapshot } from '@buurtbalans/snapshot';
import type { JobContext } from '../context.ts';

/** Renders one requested document as of its request, and tells the trajectory how it ended. */
export function reportsRender({ db }: JobContext): JobHandler<'reports.render'> {
  return async ({ trajectoryId, reportId }) => {
    const report = (await readTrajectory(db, trajectoryId))?.state.reports[reportId];
    // rendered or failed before: the job came twice
    if (!report || report.status !== 'requested') return;
    const attempt = await beginReport(db, trajectoryId, reportId);
    // an attempt that finished but did not live to tell it: what it has made is the document
    const made = await readMadeReport(db, reportId);
    if (made) return record(db, trajectoryId, { reportId, outcome: 'rendered', ...made, errorCode: '' });
    const { document, format, language, sessionId } = report;
    try {
      const snapshot = await takeSnapshot(db, trajectoryId, report.asOf, sessionId);
      const onProgress = async (step: string, progress: number): Promise<void> => void (await reportProgress(db, reportId, attempt, progress, step));
      const rendered = await renderDocument({ snapshot, document, format, language, onProgress });
      const sha256 = createHash('sha256').update(rendered.body).digest('hex');
      // a later attempt has taken over: its result counts
      if (!(await finishReport(db, reportId, attempt, { ...rendered, sha256 }))) return;
      await record(db, trajectoryId, { reportId, outcome: 'rendered', sha256, pages: rendered.pages, errorCode: '' });
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      const errorCode: ErrorCode = 'REPORT.TOO_LARGE';
      if (await failReport(db, reportId, attempt, errorCode)) await record(db, trajectoryId, { reportId, outcome: 'failed', sha256: '', pages: 0, errorCode });
    }
  };
}

async function record(db: Database, trajectoryId: string, result: { reportId: string; outcome: 'rendered' | 'failed'; sha256: string; pages: number; errorCode: string }): Promise<void> {
  const answer = await executeCommand(db, {
    trajectoryId,
    // the same for every attempt, so that a document is recorded once
    commandId: `report.${result.reportId}.recorded`,
    command: { type: 'RecordReport', ...result },
    actor: { role: 'system' },
  });
  if (answer.kind !== 'accepted') throw new Error(`the result of report ${result.reportId} was not recorded: ${JSON.stringify(answer)}`);
}
