import { randomBytes, randomUUID } from 'node:crypto';
import { StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { ensureLogins, LOGIN_ROLES, type ProgramLogin, refuseSuperuser, SuperuserError } from './logins.ts';

const database = useDatabase();
const PROGRAMS = ['engine', 'worker'] as const;
const secret = randomBytes(32).toString('hex');
let urls: Record<ProgramLogin, string>;
let owner: pg.Client;
let trajectory: StoredTrajectoryDriver;

beforeAll(async () => {
  urls = await ensureLogins(database.url, secret);
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  trajectory = await new StoredTrajectoryDriver(database.db, {
    facilitatorId: randomUUID(),
    managerId: randomUUID(),
  }).begin('Slotermeer');
});
afterAll(async () => {
  await owner.end();
  for (const program of PROGRAMS) {
    const login = new URL(urls[program]).username;
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(`drop owned by "${login}"; drop role "${login}"`);
    await client.end();
  }
});

/** Runs statements, one after another, on the connection of a program; gives the code of the first that is refused. */
async function answered(program: ProgramLogin, ...statements: string[]): Promise<string | undefined> {
  const db = openDatabase({ url: urls[program], connections: 1 });
  try {
    for (const statement of statements) await db.pool.query(statement);
    return undefined;
  } catch (error) {
    return (error as pg.DatabaseError).code;
  } finally {
    await db.close();
  }
}

const DENIED = '42501';
/** Ways out of the role in which a connection begins. */
const WAYS_OUT = ['set role none', 'reset role', 'reset all', 'set session authorization default'];
const FORBIDDEN = [
  'select text from resident_contribution',
  'select text from professional_contribution',
  'select body from resident_live_event',
  'select content from resident_minutes',
  'select body from trajectory_content',
  'select body from public_facts',
  'select password_hash from account',
  'select token_hash from account_invitation',
  `update journal set actor = '{}'`,
  'delete from journal',
  'delete from command_receipt',
  'select account_id from audit_entry',
  `insert into audit_entry (kind, action) values ('rights', 'Appointed')`,
  `update audit_entry set account_id = null`,
  'delete from audit_entry',
  'truncate audit_entry',
  'alter table audit_entry disable row level security',
  'insert into trajectory_facilitator select id, gen_random_uuid()::text from trajectory',
  'create table spy (id int)',
  'alter table resident_contribution no force row level security',
  'drop policy read_in_session on resident_contribution',
  `create temporary table o (line text); copy o from program 'id'`,
  `select pg_read_file('/etc/passwd')`,
];

describe.each(PROGRAMS)('the login of the %s', (program) => {
  it('[E159] is an ordinary one that owns nothing, and may become what it needs and no more', async () => {
    const login = new URL(urls[program]).username;
    const { rows } = await owner.query(
      `select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls or rolinherit as is_strong,
              (select count(*)::int from pg_class where relowner = r.oid) as owns from pg_roles r where rolname = $1`,
      [login],
    );
    expect(rows).toEqual([{ is_strong: false, owns: 0 }]);
    const { rows: roles } = await owner.query<{ role: string }>(
      `select roleid::regrole::text as role from pg_auth_members where member = $1::regrole and set_option and not inherit_option and not admin_option`,
      [login],
    );
    expect(roles.map(({ role }) => role).sort()).toEqual([...LOGIN_ROLES[program]].sort());
  });

  it.each(FORBIDDEN)(
    '[L1] [L2] [K9] [E9] [E159] is refused, whatever way out it takes first: %s',
    async (statement) => {
      expect(await answered(program, statement)).toBe(DENIED);
      for (const way of WAYS_OUT)
        expect({ way, is: await answered(program, way, statement) }).toEqual({ way, is: DENIED });
    },
  );

  it('[E159] becomes nobody else', async () => {
    const { rows } = await owner.query<{ rolname: string }>('select rolname from pg_roles');
    const others = rows
      .map(({ rolname }) => rolname)
      .filter((role) => !(LOGIN_ROLES[program] as readonly string[]).includes(role));
    expect(others).toContain('postgres');
    for (const role of others.filter((one) => one !== new URL(urls[program]).username))
      expect({ role, is: await answered(program, `set role "${role}"`) }).toEqual({ role, is: DENIED });
  });

  it('[E159] works: it reads what its program reads', async () => {
    const db = openDatabase({ url: urls[program], connections: 1 });
    expect(await db.query.selectFrom('trajectory').select('id').execute()).toEqual([{ id: trajectory.id }]);
    const scope = { role: 'bb_worker', trajectoryId: trajectory.id } as const;
    expect(await db.asRole(scope, (tx) => tx.selectFrom('trajectory_content').selectAll().execute())).toEqual([]);
    await db.close();
  });
});

it('[E159] logins are the same whoever makes them with the same secret; what somebody gave them besides is taken back', async () => {
  const login = new URL(urls.worker).username;
  await owner.query(`grant bb_facilitator to "${login}"`);
  expect(await ensureLogins(database.url, secret)).toEqual(urls);
  expect(await answered('worker', 'set role bb_facilitator')).toBe(DENIED);
  expect(await Promise.all([1, 2, 3].map(() => ensureLogins(database.url, secret)))).toEqual([urls, urls, urls]);
});

it('[E159] a superuser is refused, and an ordinary login is not', async () => {
  await expect(refuseSuperuser(owner)).rejects.toBeInstanceOf(SuperuserError);
  const client = new pg.Client({ connectionString: urls.engine });
  await client.connect();
  await expect(refuseSuperuser(client)).resolves.toBeUndefined();
  await client.end();
});
