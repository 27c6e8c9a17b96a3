import { errorCatalogue, type ErrorCode, type JobPayload } from '@buurtbalans/contracts';
import {
  type Database,
  finishImport,
  type ImportProblem,
  readImport,
  readImportFile,
  refuseImport,
  reportImportProgress,
  saveAreas,
  saveFigures,
  type StoredArea,
  type StoredFigure,
  type StoredImport,
} from '@buurtbalans/database';
import { FiguresError, readStatLine } from '@buurtbalans/figures';
import { GeoError, readBoundaries } from '@buurtbalans/geo';
import { Handles, JobHost } from '@buurtbalans/queue/nest';
import { Inject } from '@nestjs/common';
import { DATABASE } from '../platform/tokens.ts';

/** Figures that are stored in one statement. */
const BATCH = 5_000;

/** Reads one uploaded file and stores all of it in one transaction, or refuses it with what is wrong. */
@Handles('imports.read')
export class ImportsReadProcessor extends JobHost<'imports.read'> {
  readonly #db: Database;

  constructor(@Inject(DATABASE) db: Database) {
    super();
    this.#db = db;
  }

  async handle({ importId }: JobPayload<'imports.read'>): Promise<void> {
    const job = await readImport(this.#db, importId);
    // done or refused before: the job came twice
    if (!job || job.status === 'done' || job.status === 'refused') return;
    try {
      await (job.kind === 'kwb' ? readFigures(this.#db, job) : readAreas(this.#db, job));
    } catch (error) {
      const problems = problemsOf(error);
      if (!problems) throw error;
      await refuseImport(this.#db, importId, problems);
    }
  }
}

async function readFigures(db: Database, job: StoredImport): Promise<void> {
  let shown = -1;
  const { rows, figures } = await readStatLine(readImportFile(db, job.id), {
    file: job.fileName,
    year: job.year ?? undefined,
    sourceId: job.year && [2023, 2024].includes(job.year) ? `kwb-${job.year}` : 'kwb',
    onProgress: async (bytes, read) => {
      const progress = Math.min(90, Math.floor((bytes / Math.max(1, job.bytes)) * 90));
      if (progress === shown) return;
      shown = progress;
      await reportImportProgress(db, job.id, progress, read);
    },
  });
  await db.query.transaction().execute(async (tx) => {
    for (let at = 0; at < figures.length; at += BATCH)
      await saveFigures(tx, figures.slice(at, at + BATCH) as StoredFigure[]);
    await finishImport(tx, job.id, rows, figures.length);
  });
}

async function readAreas(db: Database, job: StoredImport): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of readImportFile(db, job.id)) parts.push(part);
  const boundaries = readBoundaries(Buffer.concat(parts).toString('utf8'), job.fileName);
  const areas = boundaries.map(({ code, name, level, geometry }): StoredArea => {
    const letters = code.slice(6);
    const districtCode = level === 'gemeente' ? null : `SD${code.slice(2, 6)}${letters.slice(0, 1)}`;
    const parentCode = level === 'buurt' ? `WK${code.slice(2, 8)}` : level === 'wijk' ? districtCode : null;
    return { code, name, level, parentCode, districtCode, geometry };
  });
  await db.query.transaction().execute(async (tx) => {
    await saveAreas(tx, areas);
    await finishImport(tx, job.id, areas.length, areas.length);
  });
}

function problemsOf(error: unknown): ImportProblem[] | undefined {
  if (error instanceof FiguresError) return error.problems.map(({ code, details }) => ({ code, details }));
  if (error instanceof GeoError && Object.hasOwn(errorCatalogue, error.code))
    return [{ code: error.code satisfies ErrorCode, details: { ...error.details } }];
  return undefined;
}
