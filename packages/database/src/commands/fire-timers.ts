import { type Database } from '../database.ts';
import { executeCommand } from './execute-command.ts';

/**
 * Fires all timers that are due by the database's clock, `batch` at a time. Each firing is a command whose id follows
 * from the timer and the journal position at which it was set, so that two engines fire it once. Gives how many fired.
 */
export async function fireDueTimers(db: Database, batch = 100): Promise<number> {
  let all = 0;
  for (;;) {
    const { due, fired } = await fireBatch(db, batch);
    all += fired;
    // after a long rest there may be more than one batch; one that fires nothing is left to the next sweep
    if (due < batch || fired === 0) return all;
  }
}

async function fireBatch(db: Database, limit: number): Promise<{ due: number; fired: number }> {
  const due = await db.pool.query<{ trajectory_id: string; key: string; set_seq: number }>({
    name: 'due-timers',
    // a paused trajectory fires nothing; what is due then fires when it is resumed
    text: `select m.trajectory_id, m.key, m.set_seq from timer m join trajectory t on t.id = m.trajectory_id
            where m.status = 'set' and m.due_at <= now() and t.status = 'active' order by m.due_at limit $1`,
    values: [limit],
  });
  let fired = 0;
  for (const timer of due.rows) {
    const result = await executeCommand(db, {
      trajectoryId: timer.trajectory_id,
      commandId: `timer.${timer.key}.${timer.set_seq}`,
      // whatever happened since may have moved, cancelled or fired the timer: then the decision refuses, without a receipt
      command: { type: 'FireTimer', key: timer.key, setSeq: timer.set_seq },
      actor: { role: 'system' },
    });
    if (result.kind === 'accepted' && !result.repeated) fired += 1;
  }
  return { due: due.rows.length, fired };
}
