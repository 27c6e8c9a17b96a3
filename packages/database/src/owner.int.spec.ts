import { randomBytes, randomUUID } from 'node:crypto';
import { createTestDatabase, StoredTrajectoryDriver, type TestDatabase } from '@buurtbalans/testing';
import { openDatabase, readTrajectory } from './index.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAdmin } from './login.ts';
import { ensureLogins, refuseSuperuserAt } from './logins.ts';
import { migrate } from './migrate.ts';
import { ensureOwner } from './owner.ts';

let test: TestDatabase;
let trajectoryId: string;
const fresh = `fresh_${randomBytes(4).toString('hex')}`;

/** Everything in a database that is not its owner's. */
const NOT_OWNED = `
  with theirs as (select oid from pg_namespace where nspname not like 'pg\\_%' and nspname <> 'information_schema')
  select n.oid::regnamespace::text as name from pg_namespace n where n.nspname not like 'pg\\_%'
     and n.nspname not in ('information_schema', 'public') and n.nspowner <> current_user::regrole
  union all select c.oid::regclass::text from pg_class c where c.relnamespace in (select oid from theirs) and c.relowner <> current_user::regrole
  union all select p.oid::regprocedure::text from pg_proc p where p.pronamespace in (select oid from theirs) and p.proowner <> current_user::regrole
  union all select t.oid::regtype::text from pg_type t where t.typnamespace in (select oid from theirs) and t.typowner <> current_user::regrole`;

beforeAll(async () => {
  test = await createTestDatabase();
  const db = openDatabase({ url: test.url });
  ({ id: trajectoryId } = await new StoredTrajectoryDriver(db, {
    facilitatorId: randomUUID(),
    managerId: randomUUID(),
  }).begin('Slotermeer'));
  await db.close();
  // queues, as an earlier version left them
  await asAdmin(test.url, async (admin) => {
    await admin.query(`drop schema if exists bullmq cascade; create schema bullmq; create type bullmq.kind as enum ('a');
      create table bullmq.job (id bigserial primary key, kind bullmq.kind);
      create function bullmq.count() returns bigint language sql as 'select count(*) from bullmq.job'`);
  });
});
afterAll(async () => {
  await asAdmin(test.url, (admin) => admin.query(`drop database if exists ${fresh} with (force)`));
  await test.drop();
  const left = await createTestDatabase(null);
  await asAdmin(left.url, (admin) => admin.query(`drop role if exists ${fresh}`));
  await left.drop();
});

/** The rest of the server, which is nobody's but the superuser's. */
const serverUrl = (): string => Object.assign(new URL(test.url), { pathname: '/postgres' }).toString();

describe('[E159] the owner of an embedded database', () => {
  it('is an ordinary login, to which all passes that the superuser made, with data and queues', async () => {
    const url = await ensureOwner(serverUrl(), test.name, 'one');
    await expect(refuseSuperuserAt(url)).resolves.toBeUndefined();
    await asAdmin(url, async (owner) => {
      expect((await owner.query(NOT_OWNED)).rows).toEqual([]);
      const { rows } = await owner.query<{ name: string }>(
        `select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
      );
      expect(rows.length).toBeGreaterThan(30);
      await owner.query('begin');
      for (const { name } of rows) await owner.query(`alter table ${name} add column later int`);
      await owner.query('rollback');
    });
    await migrate(url);
    const db = openDatabase({ url });
    expect(await readTrajectory(db, trajectoryId)).toMatchObject({ state: { name: 'Slotermeer' } });
    await db.close();
  });

  it('makes the logins of the programs, also with another key, and is found again as it is', async () => {
    await asAdmin(test.url, (admin) => admin.query(`create role ${test.name}_engine login`));
    const url = await ensureOwner(serverUrl(), test.name, 'one');
    expect(await ensureOwner(serverUrl(), test.name, 'one')).toBe(url);
    for (const key of ['first', 'second']) {
      const { engine } = await ensureLogins(url, key);
      await asAdmin(engine, async (program) => {
        await program.query('set role bb_engine');
        expect((await program.query('select from trajectory')).rowCount).toBe(1);
      });
    }
    const other = await ensureOwner(serverUrl(), test.name, 'two');
    await expect(asAdmin(other, (owner) => owner.query('select'))).resolves.toMatchObject({ rowCount: 1 });
  });

  it('gets a database that is not there yet, and makes its tables', async () => {
    // on this server another database has made the roles
    const url = await ensureOwner(serverUrl(), fresh, 'one');
    await migrate(url);
    await asAdmin(url, async (owner) => {
      expect((await owner.query(NOT_OWNED)).rows).toEqual([]);
      expect((await owner.query('select from trajectory')).rowCount).toBe(0);
    });
  });
});

it('[E285] an owner whom row security holds changes the rows that a migration is to change', async () => {
  const name = `plain_${randomBytes(4).toString('hex')}`;
  const url = await ensureOwner(serverUrl(), name, 'one');
  const superuser = Object.assign(new URL(test.url), { pathname: `/${name}` }).toString();
  try {
    // as on a server of somebody's own
    await asAdmin(serverUrl(), (admin) => admin.query(`alter role ${name} nobypassrls`));
    await migrate(url, '0025-writers');
    const rows = await asAdmin(superuser, async (admin) => {
      for (const [email, active] of [
        ['gone@example.nl', false],
        ['here@example.nl', true],
        ['demo@voorbeeld.test', true],
      ])
        await admin.query(
          `insert into account (id, email, name, role, password_hash, active) values (gen_random_uuid(), $1, 'X', 'facilitator', 'x', $2)`,
          [email, active],
        );
      await migrate(url);
      const forced = `select from pg_class where relname = 'account' and relforcerowsecurity`;
      expect((await admin.query(forced)).rowCount).toBe(1);
      return (await admin.query(`select email, state, is_demonstration from account order by email`)).rows as unknown[];
    });
    expect(rows).toEqual([
      { email: 'demo@voorbeeld.test', state: 'active', is_demonstration: true },
      { email: 'gone@example.nl', state: 'disabled', is_demonstration: false },
      { email: 'here@example.nl', state: 'active', is_demonstration: false },
    ]);
  } finally {
    await asAdmin(serverUrl(), (admin) => admin.query(`drop database ${name} with (force)`));
    await asAdmin(serverUrl(), (admin) => admin.query(`drop role if exists ${name}`));
  }
});
