import { EFFECT_JOBS } from '@buurtbalans/domain';
import { type Database, effectKeySql, putBackProgrammeReports } from '@buurtbalans/database';
import { clearAway } from '../retention/clear-away.ts';
import { RETENTION } from '../retention/retention.ts';
import { eraseInvitees } from '../retention/erase-invitees.ts';
import { eraseReaders } from '../retention/erase-readers.ts';
import { eraseTrajectories } from '../retention/erase-trajectories.ts';
import { forgetAccounts } from '../retention/forget-accounts.ts';
import { forgetOrders } from '../retention/forget-order.ts';
import { rewriteTables } from '../retention/rewrite-tables.ts';
import { putBackLost } from './open-effects.ts';
import { codeOf, type SweepOptions } from './sweep-failure.ts';

const IMPORTS = `
insert into outbox (dedupe_key, job, payload)
select ${effectKeySql('imports.read', { importId: 'id' })}, 'imports.read', jsonb_build_object('importId', id)
  from import_job where status in ('queued', 'reading') and requested_at between now() - interval '${RETENTION.lostWork}' and now() - $1::interval
on conflict (dedupe_key) do nothing`;

/** A part of the sweep; gives how many jobs it has put back. */
type Part = readonly [name: string, run: (db: Database, lostAfter: string, options: SweepOptions) => Promise<number>];

/** A part that puts nothing back. */
const clearing = (name: string, run: (db: Database, options: SweepOptions) => Promise<unknown>): Part => [
  name,
  (db, _, options) => run(db, options).then(() => 0),
];

const PARTS: readonly Part[] = [
  ...EFFECT_JOBS.map((job): Part => [job, (db, lostAfter, options) => putBackLost(db, job, lostAfter, options)]),
  ['imports.read', async (db, lostAfter) => (await db.pool.query(IMPORTS, [lostAfter])).rowCount ?? 0],
  ['programme.render', putBackProgrammeReports],
  clearing('invitees', eraseInvitees),
  clearing('readers', eraseReaders),
  clearing('clearing', clearAway),
  clearing('term', eraseTrajectories),
  clearing('accounts', forgetAccounts),
  clearing('order', forgetOrders),
  // what the others erased
  clearing('rewrite', rewriteTables),
];

/**
 * Puts work into the outbox again whose effect has no result: its job was lost with the queue, or given up. What was
 * begun too often is recorded as failed, so that whoever asked knows, and what nobody needs any more is erased. Each part
 * stands alone: one that fails holds up no other. `lostAfter` is a PostgreSQL interval. Gives how many jobs were put back.
 */
export async function sweepEffects(db: Database, lostAfter: string, options: SweepOptions = {}): Promise<number> {
  let put = 0;
  for (const [part, run] of PARTS) {
    if (options.signal?.aborted) break;
    try {
      put += await run(db, lostAfter, options);
    } catch (error) {
      options.onFailed?.({ part, id: '', code: codeOf(error) });
    }
  }
  return put;
}
