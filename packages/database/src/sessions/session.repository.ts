import type { Lane } from '@buurtbalans/domain';
import type { Database } from '../database.ts';
import { newSessionCode } from './session-code.ts';

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

/** Finds the session behind a code, and whether the code has expired. */
export async function findSessionByCode(
  db: Database,
  code: string,
): Promise<{ reference: SessionReference; expired: boolean } | undefined> {
  const found = await db.asRole({ role: 'bb_engine', code }, (tx) =>
    tx
      .selectFrom('session_code')
      .innerJoin('session_index', 'session_index.session_id', 'session_code.session_id')
      .select([...columns, 'expires_at as expiresAt'])
      .where('code', '=', code)
      .executeTakeFirst(),
  );
  if (!found) return undefined;
  const { expiresAt, ...reference } = found;
  return { reference, expired: expiresAt <= new Date() };
}

/** Sessions of one lane of a trajectory. */
export async function listSessions(db: Database, trajectoryId: string, lane: Lane): Promise<SessionReference[]> {
  return db.query
    .selectFrom('session_index')
    .select(columns)
    .where('trajectory_id', '=', trajectoryId)
    .where('lane', '=', lane)
    .execute();
}

/** A code by which people join a session. */
export interface SessionCode {
  readonly code: string;
  readonly expiresAt: Date;
}

/** The code of a session while it is valid. */
export async function readSessionCode(db: Database, sessionId: string): Promise<SessionCode | undefined> {
  return db.asRole({ role: 'bb_engine', sessionId }, (tx) =>
    tx
      .selectFrom('session_code')
      .select(['code', 'expires_at as expiresAt'])
      .where('session_id', '=', sessionId)
      .where('expires_at', '>', new Date())
      .executeTakeFirst(),
  );
}

/** Days that a code stays valid after the session's planned start, so that a session may be moved a little. */
const DAYS = 2;
const endOf = (plannedFor: string): Date => new Date(Date.parse(plannedFor) + DAYS * 86_400_000);
const endFromNow = (plannedFor: string): Date =>
  endOf(new Date(Math.max(Date.now(), Date.parse(plannedFor))).toISOString());

/**
 * The code of a session, made when there is none. It lasts until after the planned moment, also when that has moved.
 * Undefined where it was taken away; {@link renewSessionCode} makes another.
 */
export async function ensureSessionCode(
  db: Database,
  sessionId: string,
  plannedFor: string,
): Promise<SessionCode | undefined> {
  for (;;) {
    const known = await readSessionCode(db, sessionId);
    if (known && endOf(plannedFor) <= known.expiresAt) return known;
    if (known) await changeCode(db, sessionId, { expires_at: endFromNow(plannedFor) });
    else if (await isRevoked(db, sessionId)) return undefined;
    else await saveSessionCode(db, sessionId, newSessionCode(), endFromNow(plannedFor));
  }
}

/** A new code in the place of whatever a session had; that one lets nobody in any more. */
export async function renewSessionCode(db: Database, sessionId: string, plannedFor: string): Promise<SessionCode> {
  for (;;) {
    const made = { code: newSessionCode(), expiresAt: endFromNow(plannedFor) };
    await db.asRole({ role: 'bb_engine', sessionId }, (tx) =>
      tx.deleteFrom('session_code').where('session_id', '=', sessionId).execute(),
    );
    if (await saveSessionCode(db, sessionId, made.code, made.expiresAt)) return made;
  }
}

/** Takes the code of a session away: from now on it has expired, and none is made in its place by itself. */
export async function revokeSessionCode(db: Database, sessionId: string): Promise<void> {
  await changeCode(db, sessionId, { expires_at: new Date(), revoked: true });
}

async function changeCode(
  db: Database,
  sessionId: string,
  change: { readonly expires_at: Date; readonly revoked?: boolean },
): Promise<void> {
  await db.asRole({ role: 'bb_engine', sessionId }, (tx) =>
    tx.updateTable('session_code').set(change).where('session_id', '=', sessionId).execute(),
  );
}

async function isRevoked(db: Database, sessionId: string): Promise<boolean> {
  const found = await db.asRole({ role: 'bb_engine', sessionId }, (tx) =>
    tx.selectFrom('session_code').select('revoked').where('session_id', '=', sessionId).executeTakeFirst(),
  );
  return found?.revoked === true;
}

/** Keeps a new code for a session in place of an expired one; false when the code or the session has one already. */
export async function saveSessionCode(
  db: Database,
  sessionId: string,
  code: string,
  expiresAt: Date,
): Promise<boolean> {
  return db.asRole({ role: 'bb_engine', sessionId, code }, async (tx) => {
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
