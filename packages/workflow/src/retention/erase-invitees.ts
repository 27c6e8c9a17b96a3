import { type Database, INVITATION_KEY_IN_JOURNAL } from '@buurtbalans/database';
import { eachAlone, type SweepOptions } from '../effects/sweep-failure.ts';
import { RETENTION } from './retention.ts';

/** Lists that are looked at together. */
const PAGE = 500;

interface List {
  readonly session_id: string;
  readonly standing: 'needless' | 'cancelled' | null;
}

/**
 * The list is erased once its session needs it no more: it is closed, the trajectory stopped, or its planned moment long
 * past; of a cancelled one after those invited were told, or a week has passed. None goes while its trajectory is held. Each list stands alone. Gives how many
 * people were taken off.
 */
export async function eraseInvitees(db: Database, options: SweepOptions = {}): Promise<number> {
  let erased = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await db.pool.query<List>(LISTS, [after, RETENTION.forgottenAddresses]);
    const ended = rows.filter(({ standing }) => standing !== null);
    erased += await eachAlone(
      db,
      ended,
      ({ session_id }) => ({ part: 'invitees', id: session_id }),
      options,
      (list) => erase(db, list),
    );
    if (rows.length < PAGE || options.signal?.aborted) return erased;
    after = rows.at(-1)!.session_id;
  }
}

/** The same for the lists of one trajectory, or of one session in it: the others are for the sweep. */
export async function eraseInviteesOf(
  db: Database,
  { trajectoryId, sessionId }: { readonly trajectoryId: string; readonly sessionId?: string | undefined },
): Promise<void> {
  const { rows } = await db.pool.query<List>(LISTS_OF, [trajectoryId, RETENTION.forgottenAddresses, sessionId]);
  for (const list of rows) await erase(db, list);
}

async function erase(db: Database, { session_id, standing }: List): Promise<number> {
  if (standing === null) return 0;
  const erasing =
    standing === 'needless'
      ? db.pool.query(ERASE, [session_id])
      : db.pool.query(ERASE_ONCE_TOLD, [session_id, RETENTION.lostWork]);
  return (await erasing).rowCount ?? 0;
}

// a state that cannot be read keeps its own lists, and no other's; moments in it are ISO 8601 in UTC, so that their text has their order
const standingOf = (lists: string): string => `
select i.session_id, case
         when is_held(i.trajectory_id) then null
         when t.status = 'stopped' or s.status = 'closed' then 'needless'
         when s.status is null and jsonb_typeof(t.state -> 'sessions') = 'object' then 'needless'
         when s.status = 'planned' and s.planned_for < to_char((now() - $2::interval) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') then 'needless'
         when s.status = 'cancelled' then 'cancelled' end as standing
  from (${lists}) i
  left join trajectory t on t.id = i.trajectory_id
  left join lateral (select t.state -> 'sessions' -> i.session_id::text ->> 'status' as status, t.state -> 'sessions' -> i.session_id::text ->> 'plannedFor' as planned_for) s on true
 order by i.session_id`;
const LISTS = standingOf(
  `select distinct on (session_id) session_id, trajectory_id from session_invitee where session_id > $1::uuid order by session_id limit ${PAGE}`,
);
const LISTS_OF = standingOf(
  'select session_id, trajectory_id from session_index where trajectory_id = $1::uuid and session_id::text = coalesce(lower($3), session_id::text)',
);

const ERASE = 'delete from session_invitee where session_id = $1';
const ERASE_ONCE_TOLD = `
delete from session_invitee i where i.session_id = $1 and not exists (
  select 1 from journal j left join effect_receipt e on e.effect_key = ${INVITATION_KEY_IN_JOURNAL}
   where j.trajectory_id = i.trajectory_id and j.event_type = 'InvitationWithdrawn' and j.data ->> 'sessionId' = i.session_id::text
     and j.at > now() - $2::interval and e.result is null)`;
