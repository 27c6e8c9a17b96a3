import { createHash } from 'node:crypto';
import type { JobPayload } from '@buurtbalans/contracts';
import {
  failProgrammeReport,
  finishProgrammeReport,
  readProgrammePositions,
  readProgrammeReport,
} from '@buurtbalans/database';
import { Handles } from '@buurtbalans/queue/nest';
import { ModelError } from '@buurtbalans/reports';
import { takeProgramme } from '@buurtbalans/workflow/documents';
import { RenderingJob } from './rendering-job.ts';

/** Renders one report over all trajectories, at the positions that were noted when it was asked for. */
@Handles('programme.render')
export class ProgrammeRenderProcessor extends RenderingJob<'programme.render'> {
  async handle({ reportId }: JobPayload<'programme.render'>): Promise<void> {
    const { db, apart, style } = this;
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
  }
}
