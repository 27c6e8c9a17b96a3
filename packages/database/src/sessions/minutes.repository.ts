import type { MinutesContent } from '@buurtbalans/domain';
import type { Database } from '../database.ts';
import type { SessionReference } from './session.repository.ts';
import { laneTables, sessionScope } from './session-scope.ts';

/** Approved minutes of a session. `content` is null once something in it was taken away. */
export interface StoredMinutes {
  readonly edition: number;
  readonly approvedAt: string;
  readonly content: MinutesContent | null;
}

/** A document that was made of minutes, without its body. */
export interface MinutesFile {
  readonly reportId: string;
  readonly edition: number;
}

/** The approved minutes of a session and the documents made of them; undefined when they were never approved. */
export async function readMinutes(
  db: Database,
  reference: SessionReference,
): Promise<(StoredMinutes & { readonly files: readonly MinutesFile[] }) | undefined> {
  const { sessionId, lane } = reference;
  return db.asRole(sessionScope(reference), async (tx) => {
    const row = await tx
      .selectFrom(laneTables[lane].minutes)
      .select(['edition', 'approved_at', 'content'])
      .where('session_id', '=', sessionId)
      .executeTakeFirst();
    if (!row) return undefined;
    const files = await tx
      .selectFrom(laneTables[lane].files)
      .select(['report_id as reportId', 'edition'])
      .where('session_id', '=', sessionId)
      .execute();
    return { edition: row.edition, approvedAt: row.approved_at.toISOString(), content: row.content, files };
  });
}

/** Keeps a document of this edition; false when the edition no longer stands. The lock makes a withdrawal come before or after. */
export async function keepMinutesFile(
  db: Database,
  reference: SessionReference,
  reportId: string,
  edition: number,
  file: { mime: string; fileName: string; body: Buffer },
): Promise<boolean> {
  const { sessionId, lane } = reference;
  const { minutes, files } = laneTables[lane];
  return db.asRole(sessionScope(reference), async (tx) => {
    const standing = await tx
      .selectFrom(minutes)
      .select('edition')
      .where('session_id', '=', sessionId)
      .where('edition', '=', edition)
      .where('content', 'is not', null)
      .forShare()
      .executeTakeFirst();
    if (!standing) return false;
    const row = { edition, mime: file.mime, file_name: file.fileName, body: file.body };
    await tx
      .insertInto(files)
      .values({ report_id: reportId, session_id: sessionId, ...row })
      .onConflict((conflict) => conflict.column('report_id').doUpdateSet(row))
      .execute();
    return true;
  });
}

/** A document of minutes; undefined when there is none or it was erased. */
export async function readMinutesFile(
  db: Database,
  reference: SessionReference,
  reportId: string,
): Promise<{ mime: string; fileName: string; body: Buffer } | undefined> {
  const { sessionId, lane } = reference;
  return db.asRole(sessionScope(reference), (tx) =>
    tx
      .selectFrom(laneTables[lane].files)
      .select(['mime', 'file_name as fileName', 'body'])
      .where('session_id', '=', sessionId)
      .where('report_id', '=', reportId)
      .executeTakeFirst(),
  );
}
