import { createHash } from 'node:crypto';
import {
  failProgrammeReport,
  finishProgrammeReport,
  readProgrammePositions,
  readProgrammeReport,
} from '@buurtbalans/database';
import type { JobHandler } from '@buurtbalans/queue';
import { ModelError, RenderProcess } from '@buurtbalans/reports';
import { takeProgramme } from '@buurtbalans/workflow/documents';
import type { JobContext } from '../context.ts';

const usual = new RenderProcess();

/** Renders one report over all trajectories, at the positions that were noted when it was asked for. */
export function programmeRender({ db, apart = usual, style }: JobContext): JobHandler<'programme.render'> {
  return async ({ reportId }) => {
    const report = await readProgrammeReport(db, reportId);
    // rendered or failed before: the job came twice
    if (!report || report.status !== 'requested') return;
    try {
      const snapshot = await takeProgramme(db, await readProgrammePositions(db, reportId), report.asOf);
      const rendered = await apart.render({
        kind: 'programme',
        snapshot,
        format: report.format,
        language: report.language,
        ...(style && { style }),
      });
      await finishProgrammeReport(db, reportId, {
        ...rendered,
        sha256: createHash('sha256').update(rendered.body).digest('hex'),
      });
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      await failProgrammeReport(db, reportId, error.code);
    }
  };
}
