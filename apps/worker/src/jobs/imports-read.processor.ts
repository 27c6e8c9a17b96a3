import type { JobPayload } from '@buurtbalans/contracts';
import {
  type Database,
  finishImport,
  readImport,
  readImportFile,
  refuseImport,
  reportImportProgress,
} from '@buurtbalans/database';
import { Handles, JobHost } from '@buurtbalans/queue/nest';
import { importFile, importProblemsOf } from '@buurtbalans/workflow/imports';
import { Inject } from '@nestjs/common';
import { DATABASE } from '../platform/tokens.ts';

/** Reads one uploaded file and stores all of it in one transaction, or refuses it with what is wrong. */
@Handles('imports.read')
export class ImportsReadProcessor extends JobHost<'imports.read'> {
  readonly #db: Database;

  constructor(@Inject(DATABASE) db: Database) {
    super();
    this.#db = db;
  }

  async handle({ importId }: JobPayload<'imports.read'>): Promise<void> {
    const db = this.#db;
    const job = await readImport(db, importId);
    // done or refused before: the job came twice
    if (!job || job.status === 'done' || job.status === 'refused') return;
    let shown = -1;
    const onProgress = async (bytes: number, rows: number): Promise<void> => {
      const progress = Math.min(90, Math.floor((bytes / Math.max(1, job.bytes)) * 90));
      if (progress === shown) return;
      shown = progress;
      await reportImportProgress(db, importId, progress, rows);
    };
    try {
      await importFile(db, { ...job, body: readImportFile(db, importId), onProgress }, (tx, { rows, stored }) =>
        finishImport(tx, importId, rows, stored),
      );
    } catch (error) {
      const problems = importProblemsOf(error);
      if (!problems) throw error;
      await refuseImport(db, importId, problems);
    }
  }
}
