import { type Kysely, sql } from 'kysely';
import { effectKey } from '@buurtbalans/domain';
import type { Database } from '../database.ts';
import { ImportFileEntity } from './import-file.entity.ts';
import { ImportJobEntity, type ImportProblem } from './import-job.entity.ts';

export type { ImportProblem } from './import-job.entity.ts';
import type { Tables } from '../entities.ts';

/** An import as it stands. `progress` is 0–100. */
export interface StoredImport {
  readonly id: string;
  readonly kind: 'kwb' | 'boundaries';
  readonly fileName: string;
  readonly bytes: number;
  readonly year: number | null;
  readonly status: 'queued' | 'reading' | 'done' | 'refused';
  readonly progress: number;
  readonly rows: number;
  readonly stored: number;
  readonly problems: readonly ImportProblem[];
  readonly requestedAt: Date;
  /** Account id. */
  readonly requestedBy: string;
  /** What whoever brings it says that it is. */
  readonly sourceTitle: string | null;
}

function imports(db: Kysely<Tables>) {
  return db
    .selectFrom('import_job')
    .select([
      'id',
      'kind',
      'file_name as fileName',
      'bytes',
      'year',
      'status',
      'progress',
      'row_count as rows',
      'stored',
      'problems',
      'requested_at as requestedAt',
      'requested_by as requestedBy',
      'source_title as sourceTitle',
    ]);
}

/**
 * Stores an uploaded file in parts and asks the worker to read it, in one transaction: a broken upload leaves nothing.
 * Gives the number of bytes.
 */
export async function startImport(
  db: Database,
  job: Pick<StoredImport, 'id' | 'kind' | 'fileName' | 'year' | 'requestedBy'> & { sourceTitle?: string | null },
  body: AsyncIterable<Buffer>,
): Promise<number> {
  return db.query.transaction().execute(async (tx) => {
    const row = {
      id: job.id,
      kind: job.kind,
      file_name: job.fileName,
      year: job.year,
      requested_by: job.requestedBy,
      source_title: job.sourceTitle ?? null,
      bytes: 0,
    };
    await tx.insertInto('import_job').values(row).execute();
    let bytes = 0;
    let part = 0;
    for await (const chunk of body) {
      await tx.insertInto('import_file').values({ import_id: job.id, part, body: chunk }).execute();
      part += 1;
      bytes += chunk.length;
    }
    await tx.updateTable('import_job').set({ bytes }).where('id', '=', job.id).execute();
    const outbox = {
      dedupe_key: effectKey('imports.read', { importId: job.id }),
      job: 'imports.read',
      payload: { importId: job.id },
    };
    await tx.insertInto('outbox').values(outbox).execute();
    return bytes;
  });
}

/** Reads the parts of an uploaded file in order, one at a time. */
export async function* readImportFile(db: Database, importId: string): AsyncGenerator<Buffer> {
  for (let part = 0; ; part += 1) {
    const row = await db.query
      .selectFrom('import_file')
      .select('body')
      .where('import_id', '=', importId)
      .where('part', '=', part)
      .executeTakeFirst();
    if (!row) return;
    yield row.body;
  }
}

/** One import; undefined when there is none. */
export async function readImport(db: Database, id: string): Promise<StoredImport | undefined> {
  return imports(db.query).where('id', '=', id).executeTakeFirst();
}

/** The latest imports, newest first. */
export async function listImports(db: Database, limit = 20): Promise<StoredImport[]> {
  return imports(db.query).orderBy('requested_at', 'desc').limit(limit).execute();
}

/** How far the worker is. */
export async function reportImportProgress(db: Database, id: string, progress: number, rows: number): Promise<void> {
  await db.query
    .updateTable('import_job')
    .set({ status: 'reading', progress, row_count: rows })
    .where('id', '=', id)
    .where('status', 'in', ['queued', 'reading'])
    .execute();
}

/** Marks an import as done inside the transaction that proposes its delivery; the file itself goes. */
export async function finishImport(tx: Kysely<Tables>, id: string, rows: number, stored: number): Promise<void> {
  await tx
    .updateTable('import_job')
    .set({ status: 'done', progress: 100, row_count: rows, stored })
    .where('id', '=', id)
    .execute();
  await tx.deleteFrom('import_file').where('import_id', '=', id).execute();
}

/** What a file holds can be in a message about it, also what no text of a database can hold. */
const storable = (problem: ImportProblem): ImportProblem =>
  JSON.parse(JSON.stringify(problem), (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '\uFFFD').toWellFormed() : value,
  ) as ImportProblem;

/** Marks an import as refused, with what is wrong; the file itself goes. */
export async function refuseImport(db: Database, id: string, problems: readonly ImportProblem[]): Promise<void> {
  await db.entities().transactional(async (entities) => {
    await entities.nativeUpdate(ImportJobEntity, id, {
      status: 'refused',
      progress: 100,
      problems: problems.map(storable),
    });
    await entities.nativeDelete(ImportFileEntity, { import: id });
  });
}

/** Marks imports as refused that were never read to their end for so long, a PostgreSQL interval; their files go. */
export async function giveUpImports(db: Database, after: string): Promise<void> {
  await db.query.transaction().execute(async (tx) => {
    const given = await tx
      .updateTable('import_job')
      .set({
        status: 'refused',
        progress: 100,
        problems: sql`jsonb_build_array(jsonb_build_object('code', 'IMPORT.NEVER_READ', 'details', jsonb_build_object('file', file_name)))`,
      })
      .where('status', 'in', ['queued', 'reading'])
      .where('requested_at', '<', sql<Date>`now() - ${after}::interval`)
      .returning('id')
      .execute();
    for (const { id } of given) {
      await tx.deleteFrom('import_file').where('import_id', '=', id).execute();
      await tx.deleteFrom('delivery').where('id', '=', id).where('state', '=', 'reading').execute();
    }
    // of a command line that was ended halfway; it has no job
    await sql`delete from delivery where state = 'reading' and brought_at < now() - ${after}::interval`.execute(tx);
  });
}
