import { sql } from 'kysely';
import type { Database } from '../../database.ts';
import { OWN_DATA_ROWS } from './rows.ts';

/** What stands in the audit and in the journals: what the account did, and what others did about it, without saying who. */
export async function readRecorded(db: Database, accountId: string) {
  const [audit, did] = await Promise.all([
    db.asRole({ role: 'bb_administrator' }, async (tx) => {
      const rows = tx
        .selectFrom('audit_entry')
        .select(['at', 'kind', 'action', 'role', 'trajectory_id as trajectoryId']);
      return {
        // by columns of its own: of what it was about somebody else may be the subject
        recorded: await rows
          .select(['session_id as sessionId', 'lane'])
          .where('account_id', '=', accountId)
          .orderBy('id', 'desc')
          .limit(OWN_DATA_ROWS)
          .execute(),
        about: await rows.where('subject', '=', accountId).orderBy('id', 'desc').limit(OWN_DATA_ROWS).execute(),
      };
    }),
    db.query
      .selectFrom('journal')
      .select(['at', 'trajectory_id as trajectoryId', 'seq as position', 'event_type as event'])
      .where(sql<boolean>`actor ? 'accountId' and actor ->> 'accountId' = ${accountId}`)
      .orderBy('at', 'desc')
      .limit(OWN_DATA_ROWS)
      .execute(),
  ]);
  return { ...audit, did };
}
