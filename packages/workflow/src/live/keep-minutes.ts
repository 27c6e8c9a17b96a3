import { laneTables, type SessionReference } from '@buurtbalans/database';
import type { MinutesContent } from '@buurtbalans/domain';
import type { LiveTransaction } from './live-transaction.ts';

/** Puts an approved edition in the place of the one before, inside the session's own transaction. */
export function keepMinutes(tx: LiveTransaction, { sessionId, lane }: SessionReference, content: MinutesContent): void {
  tx.send(
    `insert into ${laneTables[lane].minutes} (session_id, edition, approved_at, content) values ($1, $2, now(), $3)
     on conflict (session_id) do update set edition = excluded.edition, approved_at = excluded.approved_at, content = excluded.content`,
    [sessionId, content.edition, JSON.stringify(content)],
  );
}

/** Erases what the approved minutes of a session say, and every document made of them. */
export function eraseMinutes(tx: LiveTransaction, { sessionId, lane }: SessionReference): void {
  tx.send(`update ${laneTables[lane].minutes} set content = null where session_id = $1`, [sessionId]);
  tx.send(`delete from ${laneTables[lane].files} where session_id = $1`, [sessionId]);
}
