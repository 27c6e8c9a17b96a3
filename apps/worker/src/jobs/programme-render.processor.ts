import { createHash } from 'node:crypto';
import type { JobPayload } from '@buurtbalans/contracts';
import {
  type Database,
  failProgrammeReport,
  finishProgrammeReport,
  readProgrammePositions,
  readProgrammeReport,
} from '@buurtbalans/database';
import { Handles, JobHost } from '@buurtbalans/queue/nest';
import { type HouseStyle, ModelError, RenderProcess } from '@buurtbalans/reports';
import { takeProgramme } from '@buurtbalans/snapshot';
import { Inject } from '@nestjs/common';
import { DATABASE, HOUSE_STYLE } from '../platform/tokens.ts';

/** Renders one report over all trajectories, at the positions that were noted when it was asked for. */
@Handles('programme.render')
export class ProgrammeRenderProcessor extends JobHost<'programme.render'> {
  readonly #db: Database;
  readonly #apart: RenderProcess;
  readonly #style: HouseStyle | undefined;

  constructor(
    @Inject(DATABASE) db: Database,
    @Inject(RenderProcess) apart: RenderProcess,
    @Inject(HOUSE_STYLE) style?: HouseStyle,
  ) {
    super();
    this.#db = db;
    this.#apart = apart;
    this.#style = style;
  }

  async handle({ reportId }: JobPayload<'programme.render'>): Promise<void> {
    const [db, style] = [this.#db, this.#style];
    const report = await readProgrammeReport(db, reportId);
    // rendered or failed before: the job came twice
    if (!report || report.status !== 'requested') return;
    try {
      const snapshot = await takeProgramme(db, await readProgrammePositions(db, reportId), report.asOf);
      const rendered = await this.#apart.render({
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
