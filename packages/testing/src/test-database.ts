import { randomBytes } from 'node:crypto';
import { ensureLogins, type ProgramLogin } from '@buurtbalans/database';
import pg from 'pg';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** Name of the migrated database that test databases are copied from. */
export const TEMPLATE_DATABASE = 'buurtbalans_template';

/** A database of one test file. */
export interface TestDatabase {
  readonly name: string;
  /** Connection string as its owner. */
  readonly url: string;
  /** Connection strings of engine and worker, which start as nobody else. */
  logins(): Promise<Record<ProgramLogin, string>>;
  drop(): Promise<void>;
}

async function onServer(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Copies the migrated template into a database of its own, or makes one with nothing in it. */
export async function createTestDatabase(template: string | null = TEMPLATE_DATABASE): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name} ${template === null ? '' : `template ${template}`}`);
  // rights on a database are not copied with it
  if (template !== null) await onServer(`grant create on database ${name} to bb_queue`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return {
    name,
    url: url.toString(),
    logins: () => ensureLogins(url.toString(), name),
    drop: () =>
      onServer(
        `drop database if exists ${name} with (force)`,
        `drop role if exists ${name}_engine, ${name}_worker, ${name}_queues, ${name}`,
      ),
  };
}
