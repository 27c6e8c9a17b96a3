import { openDatabase, type Database } from '@buurtbalans/database';
import { hasCluster } from '@buurtbalans/embedded';
import { databaseProgram, updateTables } from '../database.ts';
import { DataFolder } from '../data-folder.ts';
import { loadDemonstration } from '../demo/load-demonstration.ts';
import { unlessEnded } from '../ending.ts';
import { ensureDatabase } from '../ensure-database.ts';
import { refuseUse } from '../refuse-use.ts';

/**
 * Runs a command on the database of a running product, of `DATABASE_URL`, or of the data folder, started for as long as it
 * takes. What has to be alone is refused while a product runs there; `isEmpty` keeps the demonstration out of a new folder. The
 * work is told the address of the product, too.
 */
export async function withDatabase(
  dataDir: string,
  ending: AbortSignal,
  work: (db: Database, url: string) => Promise<void>,
  { isAlone = false, isEmpty = false } = {},
): Promise<void> {
  if (process.env.DATABASE_URL)
    return onDatabase(process.env.DATABASE_URL, ending, async (db) => {
      if (isAlone) await refuseUse(db.pool);
      await work(db, addressOf());
    });
  const folder = new DataFolder(dataDir);
  await folder.prepare();
  if (!(await folder.claim())) {
    const { databaseUrl, url } = await folder.holder();
    if (isAlone || !databaseUrl) throw await folder.inUse();
    return onDatabase(databaseUrl, ending, (db) => work(db, addressOf(url)));
  }
  try {
    const isNew = !(await hasCluster(folder.postgres));
    const { databasePassword } = await folder.secrets();
    const server = await databaseProgram(folder, databasePassword).start(ending);
    try {
      const own = await ensureDatabase(server, databasePassword);
      await unlessEnded(ending, updateTables(own));
      // a data folder that is new gets the demonstration, so that every command has something to work on; no other does
      if (isNew && !isEmpty) await unlessEnded(ending, loadDemonstration(own));
      await onDatabase(own, ending, (db) => work(db, addressOf()));
    } finally {
      await server.stop();
    }
  } finally {
    await folder.release();
  }
}

/** Where the product is found, as far as is known. */
const addressOf = (running?: string): string => process.env['PUBLIC_URL'] || running || 'http://localhost:3000';

async function onDatabase(url: string, ending: AbortSignal, work: (db: Database) => Promise<void>): Promise<void> {
  const db = openDatabase({ url, connections: 3, applicationName: 'command-line' });
  try {
    await unlessEnded(ending, work(db));
  } finally {
    await db.close();
  }
}
