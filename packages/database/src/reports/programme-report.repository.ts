import { sql } from 'kysely';
import { effectKey } from '@buurtbalans/domain';
import type { Database } from '../database.ts';

/** A report over all trajectories, as far as it is. `asOf` is when it was asked for. */
export interface StoredProgrammeReport {
  readonly id: string;
  readonly format: 'pdf' | 'html';
  readonly language: 'nl' | 'en';
  readonly asOf: Date;
  readonly status: 'requested' | 'rendered' | 'failed';
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly pages: number | null;
  readonly errorCode: string | null;
}

function reports(db: Database) {
  return db.query
    .selectFrom('programme_report')
    .select([
      'id',
      'format',
      'language',
      'as_of as asOf',
      'status',
      'bytes',
      'sha256',
      'pages',
      'error_code as errorCode',
    ]);
}

/**
 * Asks for a report of all trajectories at the positions that they have now. While one of that form and language is under
 * way, that one is the answer, and its job is put back if it was lost; one that nobody made within a day has failed, for what
 * it would show is no longer so.
 */
export async function requestProgrammeReport(
  db: Database,
  asked: { id: string; format: 'pdf' | 'html'; language: 'nl' | 'en'; requestedBy: string },
): Promise<StoredProgrammeReport> {
  const id = await db.query.transaction().execute(async (tx) => {
    await lostOnes(tx).execute();
    await sql`
      insert into programme_report (id, format, language, requested_by, positions)
      select ${asked.id}::uuid, ${asked.format}, ${asked.language}, ${asked.requestedBy}::uuid, coalesce(jsonb_object_agg(id, version), '{}') from trajectory
      on conflict (format, language) where status = 'requested' do update set format = excluded.format`.execute(tx);
    const row = await tx
      .selectFrom('programme_report')
      .select('id')
      .where('format', '=', asked.format)
      .where('language', '=', asked.language)
      .where('status', '=', 'requested')
      .executeTakeFirstOrThrow();
    const outbox = {
      dedupe_key: effectKey('programme.render', { reportId: row.id }),
      job: 'programme.render',
      payload: { reportId: row.id },
    };
    await tx
      .insertInto('outbox')
      .values(outbox)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return row.id;
  });
  return (await readProgrammeReport(db, id))!;
}

/** Those that were asked for a day ago and not made. */
const lostOnes = (db: Pick<Database['query'], 'updateTable'>) =>
  db
    .updateTable('programme_report')
    .set({ status: 'failed', error_code: 'REPORT.FAILED' })
    .where('status', '=', 'requested')
    .where('as_of', '<', sql<Date>`now() - interval '1 day'`);

/** Puts the jobs of reports back that wait for longer than `lostAfter` (a PostgreSQL interval), and ends those that nobody made within a day. */
export async function putBackProgrammeReports(db: Database, lostAfter: string): Promise<number> {
  await lostOnes(db.query).execute();
  const waiting = await db.query
    .selectFrom('programme_report')
    .select('id')
    .where('status', '=', 'requested')
    .where('as_of', '<', sql<Date>`now() - ${lostAfter}::interval`)
    .execute();
  if (waiting.length === 0) return 0;
  const { numInsertedOrUpdatedRows = 0n } = await db.query
    .insertInto('outbox')
    .values(
      waiting.map(({ id: reportId }) => ({
        dedupe_key: effectKey('programme.render', { reportId }),
        job: 'programme.render',
        payload: { reportId },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows);
}

/** One report; undefined when there is none. */
export async function readProgrammeReport(db: Database, id: string): Promise<StoredProgrammeReport | undefined> {
  return reports(db).where('id', '=', id).executeTakeFirst();
}

/** The latest reports, newest first. */
export async function listProgrammeReports(db: Database, limit = 20): Promise<StoredProgrammeReport[]> {
  return reports(db).orderBy('as_of', 'desc').limit(limit).execute();
}

/** Which position of each trajectory a report shows. */
export async function readProgrammePositions(db: Database, id: string): Promise<Record<string, number>> {
  return (
    await db.query.selectFrom('programme_report').select('positions').where('id', '=', id).executeTakeFirstOrThrow()
  ).positions;
}

/** The positions that all trajectories have now, and when that is. */
export async function presentPositions(db: Database): Promise<{ positions: Record<string, number>; asOf: Date }> {
  const { rows } = await sql<{
    positions: Record<string, number>;
    asOf: Date;
  }>`select coalesce(jsonb_object_agg(id, version), '{}') as positions, now() as "asOf" from trajectory`.execute(
    db.query,
  );
  return rows[0]!;
}

/** The report itself; undefined while there is none. */
export async function readProgrammeFile(
  db: Database,
  id: string,
): Promise<{ mime: string; fileName: string; body: Buffer } | undefined> {
  const row = await db.query
    .selectFrom('programme_report')
    .select(['mime', 'file_name as fileName', 'body'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.body && row.mime && row.fileName ? { mime: row.mime, fileName: row.fileName, body: row.body } : undefined;
}

/** Stores the finished report; what was finished before stays. */
export async function finishProgrammeReport(
  db: Database,
  id: string,
  file: { mime: string; fileName: string; body: Buffer; sha256: string; pages: number },
): Promise<void> {
  const { mime, fileName, body, sha256, pages } = file;
  await db.query
    .updateTable('programme_report')
    .set({ status: 'rendered', mime, file_name: fileName, body, bytes: body.length, sha256, pages })
    .where('id', '=', id)
    .where('status', '=', 'requested')
    .execute();
}

/** Stores why a report could not be made. */
export async function failProgrammeReport(db: Database, id: string, errorCode: string): Promise<void> {
  await db.query
    .updateTable('programme_report')
    .set({ status: 'failed', error_code: errorCode })
    .where('id', '=', id)
    .where('status', '=', 'requested')
    .execute();
}
