import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ensureOwner,
  type Database,
  migrate,
  DATABASE_ROLES,
  MIGRATIONS,
  openDatabase,
  readReportFile,
  readTrajectory,
  verifyJournal,
} from '@buurtbalans/database';
import { createTestDatabase, inDays, type TestDatabase, useDatabase } from '@buurtbalans/testing';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadDemonstration } from '../demo/load-demonstration.ts';
import { command, contentsOf, give, type Ground, liveIn, owned, startCommand } from './ground.testing.ts';
import { foreignObjects } from './own-objects.ts';
import { asOwner } from './owner.ts';
import { Backup } from './read-backup.ts';
import { BLOCK } from './tar.ts';

const source = useDatabase();
let db: Database;
let ground: Ground;
let folder: string;
let whole: string;
const others: TestDatabase[] = [];

/** A database in which nothing has been made. */
async function empty(): Promise<string> {
  const made = await createTestDatabase(null);
  others.push(made);
  return made.url;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buurtbalans-backup-'));
  await loadDemonstration(source.url);
  ({ db } = source);
  ground = await liveIn(db, source.url);
  whole = join(folder, 'whole.tar');
  expect(await command(source.url, 'backup', whole)).toMatchObject({ code: 0 });
}, 120_000);
afterEach(async () => {
  for (const made of others.splice(0)) await made.drop();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a backup', { timeout: 120_000 }, () => {
  it('[E105] [E108] put back, is the database as it was: rows, histories, documents, rights and counters', async () => {
    const url = await empty();
    expect(await command(url, 'restore', whole)).toMatchObject({
      code: 0,
      said: expect.stringContaining('all as written'),
    });
    expect(await contentsOf(url)).toEqual(await contentsOf(source.url));
    const restored = openDatabase({ url });
    const { state } = (await readTrajectory(restored, ground.trajectoryId))!;
    expect((await verifyJournal(restored, ground.trajectoryId))!.fault).toBeNull();
    const file = await readReportFile(restored, ground.trajectoryId, ground.reportId);
    expect(file).toEqual(await readReportFile(db, ground.trajectoryId, ground.reportId));
    expect(file!.body.subarray(0, 5).toString()).toBe('%PDF-');
    // everything goes on from there: commands, counters, and the trigger that opens work
    const next = {
      sessionId: randomUUID(),
      lane: 'resident',
      title: 'En nu?',
      plannedFor: inDays(9),
      phases: ['exchange'],
    };
    await give(restored, ground.trajectoryId, { type: 'PlanSession', ...next });
    expect((await readTrajectory(restored, ground.trajectoryId))!.state.version).toBe(state.version + 1);
    const [last] = await owned<{ last: string }>(source.url, 'select max(id) as last from outbox');
    const [row] = await owned<{ id: number; opened: number }>(
      url,
      `insert into outbox (dedupe_key, job, payload) values ('reminder.y', 'reminders.send', '{}')`,
      `select max(id) as id, (select count(*) from open_effect where effect_key = 'reminder.y') as opened from outbox`,
    );
    expect(Number(row!.id)).toBeGreaterThan(Number(last!.last));
    expect(row!.opened).toBe(1);
    await restored.close();
  });

  it('[E105] holds one moment, whatever is written meanwhile', async () => {
    const writing = new AbortController();
    let commands = 0;
    const busy = Array.from({ length: 3 }, async () => {
      while (!writing.signal.aborted) {
        const session = {
          sessionId: randomUUID(),
          lane: 'resident',
          title: 'Nog een',
          plannedFor: inDays(9),
          phases: ['exchange'],
        };
        await give(db, ground.trajectoryId, { type: 'PlanSession', ...session });
        commands += 1;
      }
    });
    await expect.poll(() => commands).toBeGreaterThan(3);
    const before = commands;
    const file = join(folder, 'busy.tar');
    const said = await command(source.url, 'backup', file);
    const after = commands;
    writing.abort();
    await Promise.all(busy);
    expect(said).toMatchObject({ code: 0 });
    expect(after).toBeGreaterThan(before);
    const url = await empty();
    expect(await command(url, 'restore', file)).toMatchObject({ code: 0 });
    await Backup.using(file, async ({ manifest }) => {
      for (const { name, rows } of manifest.tables) {
        const [counted] = await owned<{ rows: string }>(url, `select count(*) as rows from ${name}`);
        expect(`${name} ${counted!.rows}`).toBe(`${name} ${rows}`);
      }
      expect(manifest.trajectories).toHaveLength(4);
    });
  });

  it('[E106] is for its owner alone, keeps no queue and no key, and takes no name that is taken', async () => {
    expect((await stat(whole)).mode & 0o777).toBe(0o600);
    const before = await readFile(whole);
    expect(before.includes('k'.repeat(40))).toBe(false);
    await Backup.using(whole, async ({ manifest }) => {
      expect(manifest.tables.filter(({ name }) => /bull|kysely/.test(name))).toEqual([]);
      expect(manifest.signingKey).toMatch(/^[0-9a-f]{16}$/);
    });
    expect(await command(source.url, 'backup', whole)).toMatchObject({
      code: 78,
      said: expect.stringContaining('there already'),
    });
    expect(await readFile(whole)).toEqual(before);
    const nowhere = join(folder, 'nowhere', 'x.tar');
    expect(await command(source.url, 'backup', nowhere)).toMatchObject({
      code: 78,
      said: expect.stringContaining('no such folder'),
    });
    expect(await command(await empty(), 'backup', join(folder, 'nothing.tar'))).toMatchObject({
      code: 78,
      said: expect.stringContaining('nothing here'),
    });
    expect(await readdir(folder)).not.toContain('nothing.tar');
  });

  it('[E106] is refused to a login that would see a part, and made for one that sees all', async () => {
    const login = `b_${randomUUID().slice(0, 8)}`;
    const url = await empty();
    const name = new URL(url).pathname.slice(1);
    await owned(
      url,
      `create role ${login} login createrole password 'x'`,
      `alter database ${name} owner to ${login}`,
      `grant ${DATABASE_ROLES.join(', ')} to ${login} with admin option`,
    );
    const theirs = Object.assign(new URL(url), { username: login, password: 'x' }).toString();
    expect(await command(theirs, 'restore', whole)).toMatchObject({
      code: 78,
      said: expect.stringContaining('bypassrls'),
    });
    await owned(url, `alter role ${login} bypassrls`);
    expect(await command(theirs, 'restore', whole)).toMatchObject({ code: 0 });
    const file = join(folder, `${login}.tar`);
    expect(await command(theirs, 'backup', file)).toMatchObject({ code: 0 });
    await owned(url, `alter role ${login} nobypassrls`);
    expect(await command(theirs, 'backup', `${file}.2`)).toMatchObject({
      code: 78,
      said: expect.stringContaining('row-level security'),
    });
    const rowsOf = (path: string) =>
      Backup.using(path, async ({ manifest }) => manifest.tables.map(({ name: of, rows }) => `${of} ${rows}`));
    expect(await rowsOf(file)).toEqual(await rowsOf(whole));
    await owned(
      url,
      `alter database ${name} owner to current_user`,
      `reassign owned by ${login} to current_user`,
      `drop owned by ${login}`,
      `drop role ${login}`,
    );
  });

  it('[E106] that is killed leaves no backup, and what it left goes with the next', async () => {
    const dir = await mkdtemp(join(folder, 'kept-'));
    const holder = new pg.Client({ connectionString: source.url });
    await holder.connect();
    // everything is written but the end, for which a counter is read
    await holder.query('begin; alter sequence outbox_id_seq rename to outbox_counter');
    const killed = startCommand(source.url, 'backup', dir);
    const waits = `select count(*)::int as waiting from pg_stat_activity where application_name = 'backup' and wait_event_type = 'Lock' and datname = current_database()`;
    await expect.poll(async () => (await owned<{ waiting: number }>(source.url, waits))[0]!.waiting).toBe(1);
    expect(await command(source.url, 'backup', dir)).toMatchObject({
      code: 78,
      said: expect.stringContaining('being made or put back here already'),
    });
    killed.child.kill('SIGKILL');
    await killed.ended;
    const [left] = await readdir(dir);
    expect(await readdir(dir)).toEqual([expect.stringMatching(/\.tar\.new$/)]);
    expect((await stat(join(dir, left!))).mode & 0o777).toBe(0o600);
    expect(await command(source.url, 'verify', join(dir, left!))).toMatchObject({
      code: 1,
      said: expect.stringContaining('not as written'),
    });
    await holder.query('rollback');
    await holder.end();
    await expect.poll(() => command(source.url, 'backup', dir)).toMatchObject({ code: 0 });
    expect(await readdir(dir)).toEqual([expect.stringMatching(/^buurtbalans-.*Z\.tar$/)]);
  });

  it('[E106] takes no name that somebody else took while it was made', async () => {
    const file = join(folder, 'taken.tar');
    const holder = new pg.Client({ connectionString: source.url });
    await holder.connect();
    await holder.query('begin; alter sequence outbox_id_seq rename to outbox_counter');
    const late = startCommand(source.url, 'backup', file);
    await expect.poll(() => readdir(folder)).toContain('taken.tar.new');
    await writeFile(file, 'of somebody else');
    await holder.query('rollback');
    await holder.end();
    expect(await late.ended).toMatchObject({ code: 78, said: expect.stringContaining('there already') });
    expect(await readFile(file, 'utf8')).toBe('of somebody else');
    expect(await readdir(folder)).not.toContain('taken.tar.new');
  });

  it('[E106] that somebody breaks off leaves nothing', async () => {
    const file = join(folder, 'broken-off.tar');
    const holder = new pg.Client({ connectionString: source.url });
    await holder.connect();
    await holder.query('begin; alter sequence outbox_id_seq rename to outbox_counter');
    const stopped = startCommand(source.url, 'backup', file);
    await expect
      .poll(() =>
        stat(`${file}.new`).then(
          ({ size }) => size,
          () => 0,
        ),
      )
      .toBeGreaterThan(BLOCK);
    stopped.child.kill('SIGTERM');
    expect(await stopped.ended).toMatchObject({ code: 130 });
    await holder.query('rollback');
    await holder.end();
    expect((await readdir(folder)).filter((name) => name.startsWith('broken-off'))).toEqual([]);
  });
});

describe('a backup that is not as it was written', { timeout: 120_000 }, () => {
  let bytes: Buffer;
  let changed: string;
  beforeEach(async () => {
    bytes = await readFile(whole);
    changed = join(folder, 'changed.tar');
  });

  const verified = async (with_: Buffer): Promise<string> => {
    await writeFile(changed, with_);
    return Backup.using(changed, async () => 'as written').catch((error: Error) => error.message);
  };

  it('[E107] is found by any byte of it, and the part is named', async () => {
    expect(await verified(bytes)).toBe('as written');
    let at = 0;
    for (let block = 0; block * BLOCK < bytes.length; block += 37) {
      at = block * BLOCK + ((block * 7) % BLOCK);
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 1;
      const said = await verified(flipped);
      expect(`${at}: ${said}`).toMatch(/not as written|not a backup/);
    }
    const journal = bytes.indexOf('tables/journal/000001.copy.gz') + BLOCK + 100;
    const flipped = Buffer.from(bytes);
    flipped[journal]! ^= 0x10;
    await writeFile(changed, flipped);
    expect(await command(source.url, 'verify', changed)).toMatchObject({
      code: 1,
      said: expect.stringContaining('tables/journal/000001.copy.gz'),
    });
    const url = await empty();
    expect(await command(url, 'restore', changed)).toMatchObject({
      code: 1,
      said: expect.stringContaining('tables/journal/000001.copy.gz'),
    });
    expect(await owned(url, `select 1 from pg_class where relnamespace = 'public'::regnamespace`)).toEqual([]);
  });

  it('[E107] is found where it was cut short, at the end too, or something was added', async () => {
    for (const length of [0, 100, BLOCK, 20_000, bytes.length - 2 * BLOCK, bytes.length - 1])
      expect(`${length}: ${await verified(bytes.subarray(0, length))}`).toMatch(/not as written|not a backup/);
    expect(await verified(Buffer.concat([bytes, Buffer.alloc(BLOCK)]))).toMatch(/not as written/);
    await writeFile(changed, 'geen reservekopie');
    expect(await command(source.url, 'verify', changed)).toMatchObject({
      code: 78,
      said: expect.stringContaining('not a backup'),
    });
    expect(await command(source.url, 'verify', join(folder, 'none.tar'))).toMatchObject({
      code: 78,
      said: expect.stringContaining('no such file'),
    });
  });

  it('[E107] of a newer form, or with tables that are not known yet, is refused with what helps', async () => {
    const newer = Buffer.from(bytes);
    newer.write('2', newer.indexOf('"format": 1') + 10);
    expect(await verified(newer)).toMatch(/update Buurtbalans first/);
    const tomorrow = await createTestDatabase();
    others.push(tomorrow);
    await owned(tomorrow.url, `insert into mikro_orm_migrations (name) values ('9999-tomorrow')`);
    const file = join(folder, 'tomorrow.tar');
    expect(await command(tomorrow.url, 'backup', file)).toMatchObject({ code: 0 });
    expect(await command(await empty(), 'restore', file)).toMatchObject({
      code: 78,
      said: expect.stringContaining('update Buurtbalans first'),
    });
  });
});

describe('putting a backup back', { timeout: 120_000 }, () => {
  it('[E108] is refused where there is data, or a program at work, and changes nothing there', async () => {
    const before = await contentsOf(source.url);
    const engine = new pg.Client({ connectionString: source.url, application_name: 'engine' });
    await engine.connect();
    expect(await command(source.url, 'restore', whole)).toMatchObject({
      code: 69,
      said: expect.stringContaining('stop Buurtbalans first'),
    });
    await engine.end();
    await expect
      .poll(() => command(source.url, 'restore', whole))
      .toMatchObject({
        code: 78,
        said: expect.stringMatching(/choose a new folder \(--data\) or an empty database.*trajectory 4/),
      });
    expect(await contentsOf(source.url)).toEqual(before);
  });

  it('[E108] goes into tables that hold nothing, whatever version made them', async () => {
    for (const until of ['0009-live', undefined] as const) {
      const url = await empty();
      await migrate(url, until);
      expect(await command(url, 'restore', whole)).toMatchObject({ code: 0 });
    }
  });

  /** Resolves once a restore waits for a lock. */
  const waits = (url: string) =>
    expect
      .poll(() =>
        owned(
          url,
          `select 1 from pg_stat_activity where application_name = 'backup' and wait_event_type = 'Lock' and datname = current_database()`,
        ),
      )
      .toHaveLength(1);

  it('[E108] is done by one at a time', async () => {
    const url = await empty();
    await migrate(url);
    const holder = new pg.Client({ connectionString: url });
    await holder.connect();
    await holder.query('begin; lock table account in access share mode');
    const first = startCommand(url, 'restore', whole);
    await waits(url);
    for (const args of [
      ['restore', whole],
      ['backup', join(folder, 'meanwhile.tar')],
    ])
      expect(await command(url, ...args)).toMatchObject({
        code: 78,
        said: expect.stringContaining('put back here already'),
      });
    await holder.query('rollback');
    await holder.end();
    expect(await first.ended).toMatchObject({ code: 0 });
    expect(await command(url, 'verify')).toMatchObject({ code: 0 });
  });

  it('[E108] clears nothing that somebody writes meanwhile, and nothing that is not of the product', async () => {
    const old = await empty();
    await migrate(old, '0016-reactions');
    const file = join(folder, 'before.tar');
    expect(await command(old, 'backup', file)).toMatchObject({ code: 0 });
    const url = await empty();
    await migrate(url);
    const writer = new pg.Client({ connectionString: url });
    await writer.connect();
    await writer.query('begin');
    await writer.query(`insert into organisation (id, name, type) values ('${randomUUID()}', 'Welzijn', 'welfare')`);
    const restore = startCommand(url, 'restore', file);
    await waits(url);
    await writer.query('commit');
    await writer.end();
    expect(await restore.ended).toMatchObject({ code: 78, said: expect.stringContaining('organisation 1') });
    expect(await owned(url, `select name from organisation`)).toEqual([{ name: 'Welzijn' }]);
    await owned(url, 'delete from organisation');
    for (const [make, drop] of [
      ['create view theirs as select 1', 'drop view theirs'],
      ['create table theirs ()', 'drop table theirs'],
      ['create sequence theirs', 'drop sequence theirs'],
      ['create function theirs() returns int language sql as $$select 1$$', 'drop function theirs'],
      [`create type theirs as enum ('x')`, 'drop type theirs'],
    ] as const) {
      await owned(url, make);
      expect({ make, ...(await command(url, 'restore', file)) }).toMatchObject({
        make,
        code: 78,
        said: expect.stringMatching(/not of Buurtbalans.*theirs/),
      });
      await owned(url, drop);
    }
    expect(await command(url, 'restore', file)).toMatchObject({ code: 0 });
  });

  it('[E108] knows what is of the product, whatever version made it', async () => {
    const url = await empty();
    // templates come along from the third on
    for (const until of MIGRATIONS.slice(2)) {
      await migrate(url, until);
      expect({ until, others: await asOwner(url, new AbortController().signal, foreignObjects) }).toEqual({
        until,
        others: [],
      });
    }
  });

  it('[E109] that is killed in the middle, or loses its database, leaves no data, and can be done again', async () => {
    const large = await createTestDatabase();
    others.push(large);
    const trajectoryId = randomUUID();
    await owned(
      large.url,
      `insert into report_document (report_id, trajectory_id, body)
         select gen_random_uuid(), '${trajectoryId}', string_agg(sha256((n || '.' || m)::bytea), '') from generate_series(1, 3) n, generate_series(1, 100000) m group by n`,
    );
    const file = join(folder, 'large.tar');
    expect(await command(large.url, 'backup', file)).toMatchObject({ code: 0 });
    const url = await empty();
    const restoring = async () => {
      const started = startCommand(url, 'restore', file);
      const progress = `select pid from pg_stat_progress_copy where datname = current_database() and bytes_processed > 1000000`;
      await expect.poll(() => owned(url, progress), { interval: 5 }).toHaveLength(1);
      return started;
    };
    const ended = await restoring();
    // as a server that goes away
    await owned(url, `select pg_terminate_backend(pid) from pg_stat_progress_copy where datname = current_database()`);
    expect(await ended.ended).toMatchObject({ code: 75 });
    const killed = await restoring();
    killed.child.kill('SIGKILL');
    expect(await killed.ended).toMatchObject({ code: null });
    await expect
      .poll(() =>
        owned(url, `select 1 from pg_stat_activity where application_name = 'backup' and datname = current_database()`),
      )
      .toEqual([]);
    expect(await owned(url, 'select count(*)::int as rows from report_document')).toEqual([{ rows: 0 }]);
    await command(url, 'restore', file);
    const bytes = 'select count(*)::int as rows, sum(length(body))::int as bytes from report_document';
    expect(await owned(url, bytes)).toEqual([{ rows: 3, bytes: 9_600_000 }]);
  });

  it('[E110] of an earlier version goes back as it was, and is brought up to date then', async () => {
    const old = await empty();
    await migrate(old, '0006-reports');
    const id = randomUUID();
    const link = randomUUID();
    // fixed days: what an older version wrote on them
    const created = {
      name: 'Slotermeer',
      districtCode: 'SD0363F',
      templateId: 'buurtbalans-amsterdam',
      templateVersion: 1,
      phase: 'preparation',
      invented: false,
    };
    await owned(
      old,
      `insert into trajectory (id, version, phase, status, template_id, template_version, state) values ('${id}', 1, 'preparation', 'active', 'buurtbalans-amsterdam', 1, '{}')`,
      `insert into journal (trajectory_id, seq, event_type, event_version, data, actor, command_id, template_version, at) values ('${id}', 1, 'TrajectoryCreated', 1, '${JSON.stringify(created)}', '{"role":"programme_manager"}', 'c', 1, '2026-03-02T09:00:00Z')`,
    );
    await migrate(old, '0016-reactions');
    await owned(
      old,
      `insert into outbox (dedupe_key, job, payload) values ('share-${link}.${id}', 'shares.send', '{"trajectoryId":"${id}"}')`,
    );
    const file = join(folder, 'old.tar');
    expect(await command(old, 'backup', file)).toMatchObject({ code: 0 });
    // nothing of it was brought up to date by that
    expect(await owned(old, 'select max(name) as last from mikro_orm_migrations')).toEqual([
      { last: '0016-reactions' },
    ]);
    const newer = await createTestDatabase();
    others.push(newer);
    const current = await contentsOf(source.url);
    // also where tables of today stand, as long as they hold nothing
    for (const url of [await empty(), newer.url]) {
      expect(await command(url, 'restore', file)).toMatchObject({
        code: 0,
        said: expect.stringContaining('all as written'),
      });
      const restored = await contentsOf(url);
      for (const guard of ['ledger', 'policies', 'functions', 'triggers', 'tables', 'schema'])
        expect({ guard, is: restored[`guard ${guard}`] }).toEqual({ guard, is: current[`guard ${guard}`] });
      expect(await owned(url, 'select effect_key from open_effect')).toEqual([{ effect_key: `share.${link}.${id}` }]);
    }
  });
});

it('[E114] tables are brought up to date by a command of its own, as often as it is given', async () => {
  const admin = await empty();
  const name = new URL(admin).pathname.slice(1);
  const url = await ensureOwner(Object.assign(new URL(admin), { pathname: '/postgres' }).toString(), name, 'x');
  for (let time = 0; time < 2; time += 1) expect(await command(url, 'migrate')).toMatchObject({ code: 0 });
  expect(
    await owned(
      url,
      `select to_regnamespace('bullmq') is not null as queues, (select count(*)::int from trajectory) as trajectories`,
    ),
  ).toEqual([{ queues: true, trajectories: 0 }]);
  expect(await command(url, 'migrate', '--demo')).toMatchObject({
    code: 0,
    said: expect.stringContaining('beheerder@voorbeeld.test'),
  });
}, 120_000);
