import { openDatabase, type Database } from '@buurtbalans/database';
import { databaseProgram, updateTables } from '../database.ts';
import { DataFolder } from '../data-folder.ts';
import { loadDemonstration } from '../demo/load-demonstration.ts';
import { unlessEnded } from '../ending.ts';
import { ensureDatabase } from '../ensure-database.ts';
import { refuseUse } from '../refuse-use.ts';

/**
 * Runs a command on the database of a running product, of `DATABASE_URL`, or of the data folder, started for as long as it
 * takes. What has to be alone is refused while a product runs there.
 */
export async function withDatabase(
  dataDir: string,
  ending: AbortSignal,
  work: (db: Database) => Promise<void>,
  { isAlone = false } = {},
): Promise<void> {
  if (process.env.DATABASE_URL)
    return onDatabase(process.env.DATABASE_URL, ending, async (db) => {
      if (isAlone) await refuseUse(db.pool);
      await work(db);
    });
  const folder = new DataFolder(dataDir);
  await folder.prepare();
  if (!(await folder.claim())) {
    const { databaseUrl } = await folder.holder();
    if (isAlone || !databaseUrl) throw await folder.inUse();
    return onDatabase(databaseUrl, ending, work);
  }
  try {
    const { databasePassword } = await folder.secrets();
    const server = await databaseProgram(folder, databasePassword).start(ending);
    try {
      const own = await ensureDatabase(server, databasePassword);
      await unlessEnded(ending, updateTables(own));
      // a data folder that is new gets the demonstration, so that every command has something to work on
      await unlessEnded(ending, loadDemonstration(own));
      await onDatabase(own, ending, work);
    } finally {
      await server.stop();
    }
  } finally {
    await folder.release();
  }
}

async function onDatabase(url: string, ending: AbortSignal, work: (db: Database) => Promise<void>): Promise<void> {
  const db = openDatabase({ url, connections: 3, applicationName: 'command-line' });
  try {
    await unlessEnded(ending, work(db));
  } finally {
    await db.close();
  }
}
