import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { appliedMigrations } from '@buurtbalans/database';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { StartError } from '../start-error.ts';
import { type CatalogueTable, copied, listSequences, listTables, quoted } from './catalogue.ts';
import {
  ABOUT,
  type About,
  type BackupPart,
  type BackupTable,
  FORMAT,
  type Manifest,
  MANIFEST,
  MANIFEST_HASH,
} from './manifest.ts';
import { TarWriter } from './tar-writer.ts';

const compress = promisify(gzip);
/** Bytes of rows that are held at once, before they are compressed; a single row can be longer. */
const PART = 8 * 1024 * 1024;
const NEWLINE = 0x0a;

/** Of what and by whom a backup is made. */
export interface BackupOptions {
  readonly product: string;
  readonly signingKey: string | null;
  readonly signal: AbortSignal;
}

/**
 * Writes all rows of the product as they stand at one moment. Others read and write meanwhile; only a change of the tables
 * themselves waits.
 */
export async function writeBackup(owner: pg.Client, file: FileHandle, options: BackupOptions): Promise<Manifest> {
  const tables = await listTables(owner);
  await owner.query('begin isolation level repeatable read, read only');
  // the first statement that reads fixes the moment: by then nobody can change a table any more
  if (tables.length > 0)
    await owner.query(`lock table ${tables.map(({ name }) => quoted(name)).join(', ')} in access share mode`);
  const migrations = await appliedMigrations(owner);
  if (migrations.length === 0)
    throw new StartError('hier staat nog niets om te bewaren / there is nothing here to keep yet');
  if (JSON.stringify(await listTables(owner)) !== JSON.stringify(tables))
    throw new StartError(
      'de tabellen worden juist bijgewerkt; probeer het zo weer / the tables are being updated; try again in a moment',
    );
  const about = await describe(owner, options.product);
  const tar = new TarWriter(file, about.made);
  await tar.add(ABOUT, json(about));
  const written: BackupTable[] = [];
  for (const table of tables) written.push(await writeTable(owner, tar, table, options.signal));
  const manifest: Manifest = {
    about,
    migrations,
    tables: written,
    sequences: await sequencesOf(owner),
    trajectories: await trajectoriesOf(owner),
    signingKey: options.signingKey,
  };
  await owner.query('commit');
  const { sha256 } = await tar.add(MANIFEST, json(manifest));
  await tar.add(MANIFEST_HASH, Buffer.from(`${sha256}  ${MANIFEST}\n`));
  await tar.end();
  return manifest;
}

const json = (value: object): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

async function describe(owner: pg.Client, product: string): Promise<About> {
  const { rows } = await owner.query<{ made: Date }>('select now() as made');
  return { format: FORMAT, product, made: rows[0]!.made.toISOString() };
}

async function writeTable(
  owner: pg.Client,
  tar: TarWriter,
  table: CatalogueTable,
  signal: AbortSignal,
): Promise<BackupTable> {
  const hash = createHash('sha256');
  const parts: BackupPart[] = [];
  let rows = 0;
  let held: Buffer[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    const name = `tables/${table.name}/${String(parts.length + 1).padStart(6, '0')}.copy.gz`;
    parts.push(await tar.add(name, await compress(Buffer.concat(held))));
    held = [];
    size = 0;
  };
  for await (const chunk of owner.query(copyTo(`${copied(table)} to stdout`)) as AsyncIterable<Buffer>) {
    signal.throwIfAborted();
    hash.update(chunk);
    // a line break within a value is written as two signs
    for (const byte of chunk) if (byte === NEWLINE) rows += 1;
    held.push(chunk);
    size += chunk.length;
    if (size >= PART) await flush();
  }
  if (size > 0) await flush();
  return { name: table.name, columns: [...table.columns], rows, sha256: hash.digest('hex'), parts };
}

/** Counters are of no moment: what was counted since only leaves a gap. */
async function sequencesOf(owner: pg.Client): Promise<Manifest['sequences']> {
  const found: Manifest['sequences'] = [];
  for (const { name, table, column } of await listSequences(owner)) {
    const { rows } = await owner.query<{ last: string; used: boolean }>(
      `select last_value::text as last, is_called as used from ${quoted(name)}`,
    );
    found.push({ table, column, last: Number(rows[0]!.last), isUsed: rows[0]!.used });
  }
  return found;
}

async function trajectoriesOf(owner: pg.Client): Promise<Manifest['trajectories']> {
  const { rows } = await owner.query<{ id: string; entries: number; head: string }>(
    `select t.id, encode(t.head, 'hex') as head, (select count(*)::int from journal j where j.trajectory_id = t.id) as entries
       from trajectory t order by t.id`,
  );
  return rows;
}
