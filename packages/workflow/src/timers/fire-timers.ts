import { SYSTEM_COMMAND_ID } from '@buurtbalans/domain';
import type { Database } from '@buurtbalans/database';
import { executeCommand } from '../commands/execute-command.ts';
import { codeOf, eachAlone, RETRY_WAIT, type SweepOptions } from '../effects/sweep-failure.ts';

interface DueTimer {
  readonly trajectory_id: string;
  readonly key: string;
  readonly set_seq: number;
  /** When it is due, or tried again; as PostgreSQL writes it, to the microsecond. */
  readonly since: string;
  /** A paused trajectory fires nothing; what is due then fires when it is resumed. */
  readonly is_active: boolean;
}

/**
 * Fires all timers that are due by the database's clock, `batch` at a time. Each firing is a command whose id follows
 * from the timer and the journal position at which it was set, so that two engines fire it once. One that fails or is
 * refused waits, each time longer, and holds up no other. Gives how many fired.
 *
 * @throws when the database cannot be reached.
 */
export async function fireDueTimers(
  db: Database,
  { batch = 100, ...options }: SweepOptions & { readonly batch?: number } = {},
): Promise<number> {
  let fired = 0;
  let after: Pick<DueTimer, 'since' | 'trajectory_id' | 'key'> = {
    since: '-infinity',
    trajectory_id: '00000000-0000-0000-0000-000000000000',
    key: '',
  };
  for (;;) {
    const due = await dueTimers(db, after, batch);
    fired += await eachAlone(
      db,
      due.filter((timer) => timer.is_active),
      about,
      options,
      (timer) => fire(db, timer, options),
    );
    if (due.length < batch || options.signal?.aborted) return fired;
    after = due.at(-1)!;
  }
}

/** The next timers that are due, by key: whatever became of those before, the ones behind them get their turn. */
async function dueTimers(
  db: Database,
  after: Pick<DueTimer, 'since' | 'trajectory_id' | 'key'>,
  batch: number,
): Promise<DueTimer[]> {
  const { rows } = await db.pool.query<DueTimer>({
    name: 'due-timers',
    text: `select m.trajectory_id, m.key, m.set_seq, m.since::text, coalesce(t.status = 'active', false) as is_active
             from (select trajectory_id, key, set_seq, greatest(due_at, retry_at) as since from timer
                    where status = 'set' and greatest(due_at, retry_at) <= now() and (greatest(due_at, retry_at), trajectory_id, key) > ($1::timestamptz, $2::uuid, $3)
                    order by greatest(due_at, retry_at), trajectory_id, key limit $4) m
             left join trajectory t on t.id = m.trajectory_id order by m.since, m.trajectory_id, m.key`,
    values: [after.since, after.trajectory_id, after.key, batch],
  });
  return rows;
}

const about = ({ trajectory_id, key }: DueTimer) => ({ part: 'timers', id: `${trajectory_id} ${key}` });

/** Fires one timer; 1 when it was fired now. */
async function fire(db: Database, timer: DueTimer, { onFailed }: SweepOptions): Promise<number> {
  let refusal: string;
  try {
    const result = await executeCommand(db, {
      trajectoryId: timer.trajectory_id,
      commandId: SYSTEM_COMMAND_ID.FireTimer(timer.key, timer.set_seq),
      // whatever happened since may have moved, cancelled or fired the timer: then the decision refuses, without a receipt
      command: { type: 'FireTimer', key: timer.key, setSeq: timer.set_seq },
      actor: { role: 'system' },
    });
    if (result.kind === 'accepted' && !result.repeated) return 1;
    refusal = result.kind === 'refused' ? result.refusal.code : 'TIMER.NOT_SET';
  } catch (error) {
    refusal = codeOf(error);
  }
  // the clock went back: it fires as soon as it is due
  if (refusal === 'TIMER.NOT_DUE') return 0;
  const isNoted = (refusal === 'TIMER.NOT_SET' && (await reconcile(db, timer))) || (await moveBack(db, timer));
  if (isNoted) onFailed?.({ ...about(timer), code: refusal });
  return 0;
}

/** Lets a timer wait; one that was moved meanwhile has another position by now, and is left alone. True when it waits. */
async function moveBack(db: Database, { trajectory_id, key, set_seq }: DueTimer): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `update timer set failures = failures + 1, failed_at = now(), retry_at = now() + ${RETRY_WAIT} where trajectory_id = $1 and key = $2 and set_seq = $3 and status = 'set'`,
    [trajectory_id, key, set_seq],
  );
  return rowCount === 1;
}

/**
 * Makes a row that the state does not know as the state has it, or it would be tried for ever. Commands write both
 * together; a row that was moved since it was read is left alone. True when there was something to mend.
 */
async function reconcile(db: Database, { trajectory_id, key, set_seq }: DueTimer): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `update timer m set status = case when k.set_seq is null then 'cancelled' else 'set' end, set_seq = coalesce(k.set_seq, m.set_seq), due_at = k.due_at, retry_at = null, failures = 0
       from (select (state -> 'timers' -> $2::text ->> 'setSeq')::bigint as set_seq, (state -> 'timers' -> $2::text ->> 'dueAt')::timestamptz as due_at
               from trajectory where id = $1 and jsonb_typeof(state -> 'timers') = 'object') k
      where m.trajectory_id = $1 and m.key = $2 and m.set_seq = $3 and m.status = 'set' and k.set_seq is distinct from m.set_seq`,
    [trajectory_id, key, set_seq],
  );
  return rowCount === 1;
}
