import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATABASE_ROLES } from '@buurtbalans/database';
import { createTestDatabase, type TestDatabase } from '@buurtbalans/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, 'main.ts');
const login = `own_${randomBytes(4).toString('hex')}`;
let folder: string;
let database: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buurtbalans-own-'));
  database = await createTestDatabase(null);
  admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function start(databaseUrl: string): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, [MAIN, '--host', '127.0.0.1', '--port', '0', '--data', folder], {
    env: { ...process.env, DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, said: () => text };
}

describe('[E159] npm start on a server of one’s own', { timeout: 300_000 }, () => {
  it('refuses a superuser with what helps, and touches nothing', async () => {
    const { child, said } = start(database.url);
    expect(await once(child, 'exit')).toEqual([78, null]);
    expect(said()).toContain('create role buurtbalans login createrole');
    expect(said()).not.toContain(new URL(database.url).password);
    const { rows } = await admin.query(`select from pg_class where relnamespace = 'public'::regnamespace`);
    expect(rows).toEqual([]);
  });

  it('runs under an ordinary owner, whose login no program gets', async () => {
    const name = new URL(database.url).pathname.slice(1);
    await admin.query(`create role ${login} login createrole password 'x'`);
    await admin.query(`alter database ${name} owner to ${login}`);
    // another database on this server has made the roles already
    await admin.query(`grant ${DATABASE_ROLES.join(', ')} to ${login} with admin option`);
    const { child, said } = start(Object.assign(new URL(database.url), { username: login, password: 'x' }).toString());
    await expect.poll(said, { timeout: 120_000 }).toContain('Ctrl-C');
    const url = /http:\/\/localhost:\d+/.exec(said())![0];
    const answer = await fetch(`${url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'procesbegeleider@voorbeeld.test', password: 'buurtbalans-voorbeeld' }),
    });
    expect(answer.status).toBe(200);
    const logins = async (): Promise<unknown[]> =>
      (
        await admin.query<{ usename: string }>(
          `select distinct usename from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() order by 1`,
        )
      ).rows.map(({ usename }) => usename);
    await expect.poll(logins).toEqual([`${name}_engine`, `${name}_worker`]);
    child.kill('SIGINT');
    expect((await once(child, 'exit'))[0]).toBe(0);
  });
});
