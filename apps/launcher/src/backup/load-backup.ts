import { finished } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { appliedMigrations, type MigrationName, MIGRATIONS, migrate } from '@buurtbalans/database';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { updateTables } from '../database.ts';
import { refuseUse } from '../refuse-use.ts';
import { EXIT, StartError } from '../start-error.ts';
import { copied, listSequences, listTables, quoted } from './catalogue.ts';
import type { BackupTable, Manifest } from './manifest.ts';
import { foreignObjects } from './own-objects.ts';
import { asOwner } from './owner.ts';
import type { Backup } from './read-backup.ts';
import { holdTables, takeTurn } from './turn.ts';

/** Templates come along with every version; they are no reason to keep a database as it is. */
const COMES_ALONG = 'method_template';

/**
 * Puts a backup into a database without data: the tables as they were when it was made, then its rows in one transaction,
 * then the tables as they are today. Ended at any moment, it leaves either no data or all of it. `beforeCommit` runs when
 * all rows stand there and nobody sees them yet; what it throws takes them back.
 *
 * @throws StartError for a database that is in use or holds data, and for a backup of a newer version
 */
export async function loadBackup(
  ownerUrl: string,
  backup: Backup,
  signal: AbortSignal,
  beforeCommit: () => Promise<void> = async () => {},
): Promise<void> {
  const last = lastMigration(backup.manifest);
  await asOwner(ownerUrl, signal, async (owner) => {
    await takeTurn(owner);
    await inTransaction(owner, () => makeRoom(owner, backup.manifest));
    await migrate(ownerUrl, last);
    await inTransaction(owner, async () => {
      await loadRows(owner, backup);
      await beforeCommit();
    });
  });
  await updateTables(ownerUrl);
}

/** Tables without data that are newer than the backup go: there is no way back but to make them anew. */
async function makeRoom(owner: pg.Client, { migrations }: Manifest): Promise<void> {
  await lockWithoutData(owner);
  if ((await appliedMigrations(owner)).length <= migrations.length) return;
  const others = await foreignObjects(owner);
  if (others.length > 0)
    throw new StartError(
      `naast lege tabellen van een nieuwere versie staat hier iets dat niet van Buurtbalans is, en dat zou verdwijnen: kies een lege database; wat hier staat blijft zoals het is` +
        ` / beside empty tables of a newer version there is something here that is not of Buurtbalans, and it would go: choose an empty database; what is here stays as it is (${others.join(', ')})`,
    );
  await owner.query('drop schema public cascade');
  await owner.query('create schema public authorization pg_database_owner');
  await owner.query('grant usage on schema public to public');
}

/** From here to the end of the transaction nobody writes here or changes the tables. @throws StartError for use and data */
async function lockWithoutData(owner: pg.Client): Promise<void> {
  await holdTables(owner);
  const present = (await listTables(owner)).map(({ name }) => quoted(name));
  if (present.length > 0) await owner.query(`lock table ${present.join(', ')} in access exclusive mode`);
  await refuseUse(owner);
  await refuseData(owner);
}

/** The migration up to which its tables are. */
function lastMigration({ about, migrations }: Manifest): MigrationName {
  const isKnown = migrations.every((name, index) => name === MIGRATIONS[index]);
  if (!isKnown)
    throw new StartError(
      `de reservekopie is van een andere versie (${about.product}), met tabellen die deze niet kent; werk Buurtbalans eerst bij / the backup is of another version (${about.product}), with tables that this one does not know; update Buurtbalans first: ${migrations.at(-1)}`,
    );
  return migrations.at(-1) as MigrationName;
}

async function refuseData(owner: pg.Client): Promise<void> {
  const held: string[] = [];
  for (const { name } of await listTables(owner)) {
    if (name === COMES_ALONG) continue;
    const { rows } = await owner.query<{ rows: number }>(`select count(*)::int as rows from ${quoted(name)}`);
    if (rows[0]!.rows > 0) held.push(`${name} ${rows[0]!.rows}`);
  }
  if (held.length === 0) return;
  throw new StartError(
    `hier staan al gegevens, en terugzetten gaat alleen waar niets staat: kies een nieuwe map (--data) of een lege database; wat hier staat blijft zoals het is` +
      ` / there is data here, and a backup goes back only where there is none: choose a new folder (--data) or an empty database; what is here stays as it is (${held.join(', ')})`,
  );
}

async function inTransaction(owner: pg.Client, work: () => Promise<void>): Promise<void> {
  await owner.query('begin');
  await work();
  // whatever is thrown before, the connection ends, and with it what was begun
  await owner.query('commit');
}

async function loadRows(owner: pg.Client, backup: Backup): Promise<void> {
  const { tables, sequences, migrations } = backup.manifest;
  await lockWithoutData(owner);
  if ((await appliedMigrations(owner)).join() !== migrations.join())
    throw new StartError(
      'de tabellen werden intussen bijgewerkt; probeer het zo weer / the tables were updated meanwhile; try again in a moment',
    );
  await owner.query(`delete from ${quoted(COMES_ALONG)}`);
  // references are checked row by row: a table with checks that wait cannot be altered
  await owner.query('set constraints all immediate');
  const triggered = await withTriggers(owner);
  // what a trigger once wrote beside a row is in the backup itself
  for (const name of triggered) await owner.query(`alter table ${quoted(name)} disable trigger user`);
  for (const table of tables) await loadTable(owner, backup, table);
  for (const name of triggered) await owner.query(`alter table ${quoted(name)} enable trigger user`);
  await setSequences(owner, sequences);
  await checkHeads(owner, backup.manifest);
}

async function withTriggers(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select distinct c.relname::text as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not t.tgisinternal and c.relnamespace = 'public'::regnamespace`,
  );
  return rows.map(({ name }) => name);
}

async function loadTable(owner: pg.Client, backup: Backup, table: BackupTable): Promise<void> {
  const sink = owner.query(copyFrom(`${copied(table)} from stdin`));
  Readable.from(backup.rowsOf(table), { objectMode: false })
    .on('error', (error) => sink.destroy(error))
    .pipe(sink);
  await finished(sink);
  if (sink.rowCount !== table.rows) throw new Error(`${table.name}: ${sink.rowCount} of ${table.rows} rows`);
}

async function setSequences(owner: pg.Client, sequences: Manifest['sequences']): Promise<void> {
  for (const { name, table, column } of await listSequences(owner)) {
    const kept = sequences.find((one) => one.table === table && one.column === column);
    if (kept) await owner.query('select setval($1::regclass, $2, $3)', [quoted(name), kept.last, kept.isUsed]);
  }
}

/** What stands in the database is what was counted when the backup was made. */
async function checkHeads(owner: pg.Client, { trajectories }: Manifest): Promise<void> {
  const { rows } = await owner.query<{ id: string; head: string; entries: number }>(
    `select t.id, encode(t.head, 'hex') as head, (select count(*)::int from journal j where j.trajectory_id = t.id) as entries
       from trajectory t order by t.id`,
  );
  const asText = ({ id, head, entries }: Manifest['trajectories'][number]): string => `${id} ${head} ${entries}`;
  if (rows.map(asText).join() !== trajectories.map(asText).join())
    throw new StartError(
      'de geschiedenis past niet bij de reservekopie / the history does not fit the backup',
      EXIT.notAsWritten,
    );
}
