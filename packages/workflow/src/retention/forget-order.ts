import { type Database, laneTables, type SessionReference } from '@buurtbalans/database';
import { randomUUID } from 'node:crypto';
import { beginLive, readLiveEvents } from '../live/live-snapshot.ts';
import { LiveTransaction } from '../live/live-transaction.ts';
import { isOfParticipants, newOrder } from '../live/new-order.ts';
import { eachAlone, type SweepOptions } from '../effects/sweep-failure.ts';

/** Meetings that are looked at in one sweep. */
const PAGE = 200;

interface Waiting {
  readonly session_id: string;
  readonly trajectory_id: string;
  readonly is_over: boolean;
  readonly forgotten_to: number;
}

// one that was never closed is over a day after its moment, or after it was opened where that was later
const WAITING = `
select o.session_id, i.trajectory_id, o.forgotten_to::int,
       t.status = 'stopped' or s.status in ('closed', 'cancelled')
         or greatest(s.planned_for, case s.status when 'open' then s.opened_at end) < to_char((now() - interval '1 day') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') as is_over
  from (select session_id, forgotten_to from session_order where look_at <= now() order by look_at limit ${PAGE}) o
  join session_index i using (session_id)
  join trajectory t on t.id = i.trajectory_id
  left join lateral (select s ->> 'status' as status, s ->> 'plannedFor' as planned_for, s ->> 'openedAt' as opened_at
                       from (select t.state -> 'sessions' -> i.session_id::text as s) of_state) s on true`;

/**
 * Forgets the order in which residents wrote, of each meeting that is over: its events and cards are written anew in an
 * order of chance that comes to the same, by one transaction. Gives how many meetings were.
 */
export async function forgetOrders(db: Database, options: SweepOptions = {}): Promise<number> {
  const { rows } = await db.pool.query<Waiting>(WAITING);
  // whatever comes of them, others get their turn
  await db.pool.query(`update session_order set look_at = now() + interval '5 minutes' where session_id = any($1)`, [
    rows.map(({ session_id }) => session_id),
  ]);
  return eachAlone(
    db,
    rows.filter(({ is_over }) => is_over),
    ({ session_id }) => ({ part: 'order', id: session_id }),
    options,
    async ({ session_id: sessionId, trajectory_id: trajectoryId, forgotten_to }) =>
      (await forgetOrder(db, { sessionId, trajectoryId, lane: 'resident' }, forgotten_to)) ? 1 : 0,
  );
}

async function forgetOrder(db: Database, reference: SessionReference, forgottenTo: number): Promise<boolean> {
  const begun = await beginLive(db, reference);
  if (!begun) return false;
  const { events: table, cards } = laneTables.resident;
  const { sessionId } = reference;
  return LiveTransaction.run(
    db,
    reference,
    (tx) => readLiveEvents(tx, reference, 0),
    async (tx, { position }, events) => {
      const isNew = events.some((stored) => stored.seq > forgottenTo && isOfParticipants(stored));
      const order = isNew ? newOrder(begun.state, events) : undefined;
      if (isNew && !order) throw new Error('no other order comes to the same');
      if (!order) {
        tx.send('select order_forgotten($1, $2)', [sessionId, position]);
        return false;
      }
      const moves = [order.map(({ seq }) => seq), events.map(({ seq }) => seq)];
      // away first: two of them would have one place
      tx.send(`update ${table} set seq = -seq where session_id = $1`, [sessionId]);
      tx.send(
        `update ${table} e set seq = m.place from unnest($2::bigint[], $3::bigint[]) as m(was, place) where e.session_id = $1 and e.seq = -m.was`,
        [sessionId, ...moves],
      );
      tx.send(
        `update ${cards} c set seq = m.place from unnest($2::bigint[], $3::bigint[]) as m(was, place) where c.session_id = $1 and c.seq = m.was`,
        [sessionId, ...moves],
      );
      tx.send(
        `insert into ${table} (session_id, seq, command_id, type, body) values ($1, $2, $3, 'OrderForgotten', '{}')`,
        [sessionId, position + 1, randomUUID()],
      );
      tx.send('select leave_session($1, $2)', [sessionId, position + 1]);
      tx.send('select order_forgotten($1, $2)', [sessionId, position + 1]);
      return true;
    },
  );
}
