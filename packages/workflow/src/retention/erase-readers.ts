import { type Database, readTrajectory } from '@buurtbalans/database';
import { eachAlone, type SweepOptions } from '../effects/sweep-failure.ts';
import { RETENTION } from './retention.ts';

/** Readers that are looked at together. */
const PAGE = 500;

/**
 * Addresses that no mail will be sent to any more: the link was withdrawn, the trajectory stopped, its day is past, or the
 * address has lain there for long; but of no trajectory that is held. Each trajectory stands alone. Gives how many were erased.
 */
export async function eraseReaders(db: Database, options: SweepOptions = {}): Promise<number> {
  let erased = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await db.pool.query<WaitingAddress>(WAITING, [after, RETENTION.forgottenAddresses]);
    const byTrajectory = [...Map.groupBy(rows, ({ trajectory_id }) => trajectory_id)];
    erased += await eachAlone(
      db,
      byTrajectory,
      ([id]) => ({ part: 'readers', id }),
      options,
      async ([id, readers]) => {
        const needless = await needlessOf(db, id, readers);
        if (needless.length === 0) return 0;
        const { rowCount } = await db.pool.query(
          'update report_reader set address = null, token = null, forgotten_at = now() where id = any($1) and forgotten_at is null',
          [needless],
        );
        return rowCount ?? 0;
      },
    );
    if (rows.length < PAGE || options.signal?.aborted) return erased;
    after = rows.at(-1)!.id;
  }
}

interface WaitingAddress {
  readonly id: string;
  readonly link_id: string;
  readonly trajectory_id: string;
  readonly is_old: boolean;
  /** Today's date in the Netherlands, by the database's clock. */
  readonly today: string;
}

const WAITING = `select id, link_id, trajectory_id, kept_at < now() - $2::interval as is_old, dutch_day(now()) as today from report_reader where forgotten_at is null and not is_held(trajectory_id) and id > $1::uuid order by id limit ${PAGE}`;

/** Which of a trajectory's readers will get no mail any more. */
async function needlessOf(db: Database, trajectoryId: string, readers: readonly WaitingAddress[]): Promise<string[]> {
  const fresh = readers.filter(({ is_old }) => !is_old);
  const state = fresh.length > 0 ? (await readTrajectory(db, trajectoryId))?.state : undefined;
  const links = new Map(Object.values(state?.reports ?? {}).flatMap((report) => Object.entries(report.links ?? {})));
  const isNeedless = ({ link_id, is_old, today }: WaitingAddress): boolean => {
    const link = links.get(link_id);
    return (
      is_old ||
      state?.status === 'stopped' ||
      (link !== undefined && (link.withdrawnAt !== null || (link.until !== undefined && link.until < today)))
    );
  };
  return readers.filter(isNeedless).map(({ id }) => id);
}
