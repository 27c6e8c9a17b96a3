import { createHash } from 'node:crypto';
import type { ErrorCode, JobPayload } from '@buurtbalans/contracts';
import {
  beginReport,
  type Database,
  failReport,
  finishReport,
  isUnderWay,
  keepMinutesFile,
  readMadeReport,
  readMinutes,
  readTrajectory,
  reportProgress,
} from '@buurtbalans/database';
import { SYSTEM_COMMAND_ID } from '@buurtbalans/domain';
import { Handles } from '@buurtbalans/queue/nest';
import { type ApartJob, ModelError, type RenderedDocument, type RenderProcess } from '@buurtbalans/reports';
import { executeCommand } from '@buurtbalans/workflow';
import { takeSnapshot } from '@buurtbalans/workflow/documents';
import { RenderingJob } from './rendering-job.ts';

/** So often is looked whether the document is still wanted, in milliseconds. */
const LOOK_MS = 500;

/**
 * Renders one requested document as of its request, and tells the trajectory how it ended. Minutes are read and kept inside
 * their session, under the role of its lane; outside it there is no more of them than that they were made.
 */
@Handles('reports.render')
export class ReportsRenderProcessor extends RenderingJob<'reports.render'> {
  async handle({ trajectoryId, reportId }: JobPayload<'reports.render'>): Promise<void> {
    const { db, apart, style } = this;
    const state = (await readTrajectory(db, trajectoryId))?.state;
    const report = state?.reports[reportId];
    // rendered or failed before: the job came twice
    if (!report || report.status !== 'requested') return;
    const attempt = await beginReport(db, trajectoryId, reportId);
    if (attempt === undefined) return;
    // an attempt that finished but did not live to tell it: what it has made is the document
    const made = await readMadeReport(db, reportId);
    if (made) return record(db, trajectoryId, { reportId, outcome: 'rendered', ...made, errorCode: '' });
    const { document, format, language, sessionId } = report;
    const fail = async (errorCode: ErrorCode, detail = ''): Promise<void> => {
      if (await failReport(db, reportId, attempt, errorCode, detail))
        await record(db, trajectoryId, { reportId, outcome: 'failed', sha256: '', pages: 0, errorCode });
    };
    const lane = sessionId === null ? undefined : state!.sessions[sessionId]?.lane;
    const session = document === 'minutes' && sessionId !== null && lane ? { sessionId, trajectoryId, lane } : null;
    const minutes = session && (await readMinutes(db, session));
    if (document === 'minutes' && !minutes?.content) return fail('REPORT.MINUTES_LAPSED');
    try {
      const snapshot = {
        ...(await takeSnapshot(db, trajectoryId, report, sessionId)),
        minutes: minutes?.content ? { content: minutes.content, approvedOn: minutes.approvedAt } : null,
      };
      const rendered = await renderWhileWanted(
        db,
        apart,
        { reportId, attempt },
        { kind: 'document', snapshot, document, format, language, ...(style && { style }) },
      );
      if (!rendered) return;
      const sha256 = createHash('sha256').update(rendered.body).digest('hex');
      if (session && !(await keepMinutesFile(db, session, reportId, minutes!.edition, rendered)))
        return fail('REPORT.MINUTES_LAPSED');
      // a later attempt has taken over: its result counts
      if (!(await finishReport(db, reportId, attempt, { ...rendered, sha256 }, session ? 'in_lane' : 'here'))) return;
      await record(db, trajectoryId, { reportId, outcome: 'rendered', sha256, pages: rendered.pages, errorCode: '' });
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      await fail(error.code, error.message);
    }
  }
}

/** Renders in the process apart as long as this attempt is the one that counts; undefined when it no longer is. */
async function renderWhileWanted(
  db: Database,
  apart: RenderProcess,
  { reportId, attempt }: { reportId: string; attempt: number },
  job: ApartJob,
): Promise<RenderedDocument | undefined> {
  const unwanted = new AbortController();
  const check = (isWanted: boolean): void => void (isWanted || unwanted.abort());
  // what cannot be looked at now is looked at next time
  const later = (): void => undefined;
  const looking = setInterval(() => void isUnderWay(db, reportId, attempt).then(check, later), LOOK_MS);
  let told: Promise<void> = Promise.resolve();
  try {
    return await apart.render(job, {
      signal: unwanted.signal,
      // one after the other, or an earlier step could be stored last
      onProgress: (step, progress) =>
        void (told = told.then(() => reportProgress(db, reportId, attempt, progress, step)).then(check, later)),
    });
  } catch (error) {
    if (unwanted.signal.aborted) return undefined;
    throw error;
  } finally {
    clearInterval(looking);
    await told;
  }
}

async function record(
  db: Database,
  trajectoryId: string,
  result: { reportId: string; outcome: 'rendered' | 'failed'; sha256: string; pages: number; errorCode: string },
): Promise<void> {
  const answer = await executeCommand(db, {
    trajectoryId,
    // the same for every attempt, so that a document is recorded once
    commandId: SYSTEM_COMMAND_ID.RecordReport(result.reportId),
    command: { type: 'RecordReport', ...result },
    actor: { role: 'system' },
  });
  if (answer.kind !== 'accepted')
    throw new Error(`the result of report ${result.reportId} was not recorded: ${JSON.stringify(answer)}`);
}
