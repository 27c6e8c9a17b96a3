import { TABLES_LOCK } from '@buurtbalans/database';
import type pg from 'pg';
import { StartError } from '../start-error.ts';

/** The number of the lock that whoever makes a backup of a database, or puts one back there, holds in it. */
const LOCK = 4_029_262_029;

/** One backup or restore of a database at a time, as long as this connection lasts. @throws StartError for the second */
export async function takeTurn(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK]);
  if (!rows[0]!.mine)
    throw new StartError(
      'er wordt hier al een reservekopie gemaakt of teruggezet / a backup is being made or put back here already',
    );
}

/** Keeps everybody else from changing the tables until this transaction ends. */
export async function holdTables(owner: pg.Client): Promise<void> {
  await owner.query(`select pg_advisory_xact_lock(${TABLES_LOCK})`);
}
