import { migrate, openDatabase, type Database } from '@buurtbalans/database';
import { startEmbeddedPostgres } from '@buurtbalans/embedded';
import { migrateQueues } from '@buurtbalans/queue';
import { DataFolder } from '../data-folder.ts';
import { loadDemonstration } from '../demo/load-demonstration.ts';
import { ensureDatabase } from '../ensure-database.ts';

/** Runs a command on the database of a running product, of `DATABASE_URL`, or of the data folder, started for as long as it takes. */
export async function withDatabase(dataDir: string, work: (db: Database) => Promise<void>): Promise<void> {
  const folder = new DataFolder(dataDir);
  const url = process.env.DATABASE_URL ?? (await folder.running())?.databaseUrl;
  if (url) return onDatabase(url, work);
  await folder.prepare();
  const server = await startEmbeddedPostgres({ dataDir: folder.postgres, password: (await folder.secrets()).databasePassword });
  try {
    const own = await ensureDatabase(server);
    await migrate(own);
    await migrateQueues(own);
    // a data folder that is new gets the demonstration, so that every command has something to work on
    await loadDemonstration(own);
    await onDatabase(own, work);
  } finally {
    await server.stop();
  }
}

async function onDatabase(url: string, work: (db: Database) => Promise<void>): Promise<void> {
  const db = openDatabase({ url, connections: 3, applicationName: 'command-line' });
  try {
    await work(db);
  } finally {
    await db.close();
  }
}
