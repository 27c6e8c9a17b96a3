import { runMigrations } from 'bullmq';
import pg from 'pg';

/** Makes or updates the queue's own schema `bullmq`. Safe to run from several processes at once. */
export async function migrateQueues(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}
