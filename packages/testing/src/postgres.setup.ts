import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@buurtbalans/database';
import { startEmbeddedPostgres } from '@buurtbalans/embedded';
import { handOverQueues, migrateQueues } from '@buurtbalans/queue';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { TEMPLATE_DATABASE } from './test-database.ts';

/** Vitest global set-up: one real PostgreSQL for the run, with a migrated template that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'buurtbalans-test-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    password: randomBytes(12).toString('hex'),
    durable: false,
  });
  const admin = new pg.Client({ connectionString: server.url() });
  await admin.connect();
  await admin.query(`create database ${TEMPLATE_DATABASE}`);
  await admin.end();
  await migrate(server.url(TEMPLATE_DATABASE));
  await handOverQueues(server.url(TEMPLATE_DATABASE));
  await migrateQueues(server.url(TEMPLATE_DATABASE));
  project.provide('postgresUrl', server.url());
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
