import type { EmbeddedServer } from '@buurtbalans/embedded';
import pg from 'pg';

const DATABASE = 'buurtbalans';

/** Makes the product's database on the embedded server when it is not there, and gives its connection string. */
export async function ensureDatabase(server: EmbeddedServer): Promise<string> {
  const client = new pg.Client({ connectionString: server.url() });
  client.on('error', () => undefined);
  await client.connect();
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
  if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  await client.end();
  return server.url(DATABASE);
}
