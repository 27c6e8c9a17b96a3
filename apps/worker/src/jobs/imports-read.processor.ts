import type { JobPayload } from '@buurtbalans/contracts';
import {
  type Database,
  finishImport,
  readAccount,
  readImport,
  readImportFile,
  refuseImport,
  reportImportProgress,
} from '@buurtbalans/database';
import { Handles, JobHost } from '@buurtbalans/queue/nest';
import { importFile, importProblemsOf } from '@buurtbalans/workflow/imports';
import { Inject } from '@nestjs/common';
import { DATABASE } from '../platform/tokens.ts';

/** Reads one uploaded file into a delivery that is proposed, or refuses it with what is wrong. */
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
      const by = await readAccount(db, job.requestedBy);
      const file = {
        ...job,
        origin: 'upload',
        title: job.sourceTitle,
        broughtBy: by ? { id: by.id, role: by.role, organisation: by.organisation?.name ?? null } : null,
        body: readImportFile(db, importId),
        onProgress,
      } as const;
      await importFile(db, file, (tx, { rows, stored }) => finishImport(tx, importId, rows, stored));
    } catch (error) {
      const problems = importProblemsOf(error);
      if (!problems) throw error;
      await refuseImport(db, importId, problems);
    }
  }
}
