import type { Lane } from '@buurtbalans/domain';
import type { Database } from '../database.ts';

/** To which trajectory and lane a session belongs. */
export interface SessionReference {
  readonly sessionId: string;
  readonly trajectoryId: string;
  readonly lane: Lane;
}

const columns = ['session_index.session_id as sessionId', 'trajectory_id as trajectoryId', 'lane'] as const;

/** Finds a session by id. */
export async function findSession(db: Database, sessionId: string): Promise<SessionReference | undefined> {
  return db.query.selectFrom('session_index').select(columns).where('session_id', '=', sessionId).executeTakeFirst();
}

/** Finds the session behind a code that has not expired. */
export async function findSessionByCode(db: Database, code: string): Promise<SessionReference | undefined> {
  return db.query
    .selectFrom('session_code')
    .innerJoin('session_index', 'session_index.session_id', 'session_code.session_id')
    .select(columns)
    .where('code', '=', code)
    .where('expires_at', '>', new Date())
    .executeTakeFirst();
}

/** The code of a session while it is valid. */
export async function readSessionCode(db: Database, sessionId: string): Promise<{ code: string; expiresAt: Date } | undefined> {
  return db.query
    .selectFrom('session_code')
    .select(['code', 'expires_at as expiresAt'])
    .where('session_id', '=', sessionId)
    .where('expires_at', '>', new Date())
    .executeTakeFirst();
}

/** Keeps a new code for a session in place of an expired one; false when the code or the session has one already. */
export async function saveSessionCode(db: Database, sessionId: string, code: string, expiresAt: Date): Promise<boolean> {
  return db.query.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('session_code')
      .where('expires_at', '<=', new Date())
      .where((where) => where.or([where.eb('session_id', '=', sessionId), where.eb('code', '=', code)]))
      .execute();
    const result = await tx
      .insertInto('session_code')
      .values({ code, session_id: sessionId, expires_at: expiresAt })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return Number(result.numInsertedOrUpdatedRows ?? 0) === 1;
  });
}
