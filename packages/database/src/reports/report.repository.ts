import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** A document as far as the worker has brought it. `progress` is 0–100. */
export interface StoredReport {
  readonly reportId: string;
  readonly trajectoryId: string;
  readonly progress: number;
  readonly step: string;
  readonly mime: string | null;
  readonly fileName: string | null;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly pages: number | null;
  readonly errorCode: string | null;
  readonly errorDetail: string | null;
  /** When its file was removed, because a newer one has taken its place; null while it is there. */
  readonly fileGoneAt: Date | null;
}

// what is late and what is past its time is decided by the database's clock
const NOW = sql<Date>`now()`;

function reports(db: Database) {
  return db.query
    .selectFrom('report_document')
    .select([
      'report_id as reportId',
      'trajectory_id as trajectoryId',
      'progress',
      'step',
      'mime',
      'file_name as fileName',
      'bytes',
      'sha256',
      'pages',
      'error_code as errorCode',
      'error_detail as errorDetail',
      'file_gone_at as fileGoneAt',
    ]);
}

/** Documents of a trajectory. */
export async function listReports(db: Database, trajectoryId: string): Promise<StoredReport[]> {
  return reports(db).where('trajectory_id', '=', trajectoryId).execute();
}

/** The document itself; undefined while there is none. */
export async function readReportFile(
  db: Database,
  trajectoryId: string,
  reportId: string,
): Promise<{ mime: string; fileName: string; body: Buffer } | undefined> {
  const row = await db.query
    .selectFrom('report_document')
    .select(['mime', 'file_name as fileName', 'body'])
    .where('trajectory_id', '=', trajectoryId)
    .where('report_id', '=', reportId)
    .executeTakeFirst();
  if (!row?.body || !row.mime || !row.fileName) return undefined;
  return { mime: row.mime, fileName: row.fileName, body: row.body };
}

/**
 * Begins an attempt at a document and gives its number; undefined when it was cancelled. The number is the fence: what an
 * older attempt says later changes nothing.
 */
export async function beginReport(db: Database, trajectoryId: string, reportId: string): Promise<number | undefined> {
  const row = await db.query
    .insertInto('report_document')
    .values({ report_id: reportId, trajectory_id: trajectoryId, attempt: 1, step: 'snapshot' })
    .onConflict((conflict) =>
      conflict
        .column('report_id')
        .doUpdateSet((set) => ({
          attempt: set('report_document.attempt', '+', 1),
          step: 'snapshot',
          progress: 0,
          error_code: null,
          error_detail: null,
          updated_at: NOW,
        }))
        .where('report_document.step', '!=', 'cancelled'),
    )
    .returning('attempt')
    .executeTakeFirst();
  return row?.attempt;
}

/** Whether an attempt is still the one that counts. */
export async function isUnderWay(db: Database, reportId: string, attempt: number): Promise<boolean> {
  const row = await db.query
    .selectFrom('report_document')
    .select('attempt')
    .where('report_id', '=', reportId)
    .executeTakeFirst();
  return row?.attempt === attempt;
}

/** How far an attempt is; false when a later attempt has taken over. */
export async function reportProgress(
  db: Database,
  reportId: string,
  attempt: number,
  progress: number,
  step: string,
): Promise<boolean> {
  const result = await db.query
    .updateTable('report_document')
    .set({ progress, step, updated_at: NOW })
    .where('report_id', '=', reportId)
    .where('attempt', '=', attempt)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

/**
 * What an attempt has made that did not live to tell it; undefined while there is nothing. Asked after
 * {@link beginReport}, the answer stays: an older attempt can finish no more.
 */
export async function readMadeReport(
  db: Database,
  reportId: string,
): Promise<{ sha256: string; pages: number } | undefined> {
  const row = await db.query
    .selectFrom('report_document')
    .select(['sha256', 'pages'])
    .where('report_id', '=', reportId)
    .executeTakeFirst();
  return row?.sha256 ? { sha256: row.sha256, pages: row.pages ?? 0 } : undefined;
}

/**
 * Stores the finished document of an attempt; false when a later attempt has taken over, or one has finished before. The
 * body of minutes is kept in their lane, and not here.
 */
export async function finishReport(
  db: Database,
  reportId: string,
  attempt: number,
  file: { mime: string; fileName: string; body: Buffer; sha256: string; pages: number },
  kept: 'here' | 'in_lane' = 'here',
): Promise<boolean> {
  const result = await db.query
    .updateTable('report_document')
    .set({
      mime: file.mime,
      file_name: file.fileName,
      body: kept === 'here' ? file.body : null,
      bytes: file.body.length,
      sha256: file.sha256,
      pages: file.pages,
      progress: 100,
      step: 'done',
      updated_at: NOW,
    })
    .where('report_id', '=', reportId)
    .where('attempt', '=', attempt)
    .where('sha256', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

/** Stores why an attempt failed, and what is wrong where; false when a later attempt has taken over. */
export async function failReport(
  db: Database,
  reportId: string,
  attempt: number,
  errorCode: string,
  errorDetail: string,
): Promise<boolean> {
  const result = await db.query
    .updateTable('report_document')
    .set({
      error_code: errorCode,
      error_detail: errorDetail === '' ? null : errorDetail.slice(0, 300),
      step: 'failed',
      updated_at: NOW,
    })
    .where('report_id', '=', reportId)
    .where('attempt', '=', attempt)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}
