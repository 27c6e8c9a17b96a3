import { randomUUID } from 'node:crypto';
import { createTestDatabase, useEmptyDatabase } from '@buurtbalans/testing';
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { appliedMigrations, MIGRATIONS, type MigrationName, migrate, NewerTablesError } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { readTrajectory } from './trajectories/trajectory.repository.ts';
import { verifyJournal } from './trajectories/verify-journal.ts';

const empty = useEmptyDatabase();

/** Rows as the first release wrote them: no hashes, and timers in their table alone. */
async function asReleasedFirst(owner: pg.Client): Promise<string> {
  const id = randomUUID();
  // fixed days: what an older version wrote on them
  const at = '2026-03-02T09:00:00.123Z';
  const actor = JSON.stringify({ role: 'programme_manager', accountId: randomUUID() });
  const state = { version: 2, name: 'Slotermeer' };
  await owner.query(
    `insert into trajectory (id, version, phase, status, template_id, template_version, state) values ($1, 2, 'preparation', 'active', 'buurtbalans-amsterdam', 1, $2)`,
    [id, state],
  );
  const created = {
    name: 'Slotermeer',
    districtCode: 'SD0363F',
    templateId: 'buurtbalans-amsterdam',
    templateVersion: 1,
    phase: 'preparation',
    invented: false,
  };
  const entries = [
    [1, 'TrajectoryCreated', created],
    [2, 'Appointed', { accountId: randomUUID(), role: 'facilitator' }],
  ] as const;
  for (const [seq, type, data] of entries) {
    await owner.query(
      `insert into journal (trajectory_id, seq, event_type, event_version, data, actor, command_id, template_version, at) values ($1, $2, $3, 1, $4, $5, $6, 1, $7)`,
      [id, seq, type, data, actor, randomUUID(), at],
    );
  }
  await owner.query(
    `insert into timer (trajectory_id, key, due_at, set_seq, status) values ($1, 'phase-overdue', '2026-03-23T08:00:00.123Z', 1, 'set')`,
    [id],
  );
  return id;
}

/** A trajectory of the release before open work had rows: a document that is asked for, one that is made, a timer that fired and a share. */
async function asReleasedBefore(owner: pg.Client): Promise<Record<'id' | 'asked' | 'made' | 'link', string>> {
  const [id, asked, made, link] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const report = (status: string) => ({ status, requestedAt: '2026-03-02T09:00:00.123Z' });
  await owner.query(
    `insert into trajectory (id, version, phase, status, template_id, template_version, state, head) values ($1, 2, 'intake', 'active', 'buurtbalans-amsterdam', 1, $2, '')`,
    [id, { version: 2, reports: { [asked]: report('requested'), [made]: report('rendered') } }],
  );
  const entries = [
    ['TimerFired', { key: 'phase-overdue', setSeq: 3 }, '2 days'],
    ['TimerFired', { key: 'phase-overdue', setSeq: 1 }, '8 days'],
    ['ReportShared', { linkId: link }, '1 day'],
  ] as const;
  for (const [index, [type, data, ago]] of entries.entries()) {
    await owner.query(
      `insert into journal (trajectory_id, seq, event_type, event_version, data, actor, command_id, template_version, at, hash) values ($1, $2, $3, 1, $4, '{}', 'c', 1, now() - $5::interval, '')`,
      [id, index + 1, type, data, ago],
    );
  }
  return { id, asked, made, link };
}

describe('a database in which work is open', () => {
  it('[E14] [E95] keeps it as rows: what has no result, of each kind', async () => {
    const copy = await createTestDatabase(null);
    await migrate(copy.url, '0016-reactions');
    const owner = new pg.Client({ connectionString: copy.url });
    await owner.connect();
    const { id, asked, link } = await asReleasedBefore(owner);
    // as one whose state cannot be read
    await owner.query(
      `insert into trajectory (id, version, phase, status, template_id, template_version, state, head) values ($1, 1, 'intake', 'active', 'buurtbalans-amsterdam', 1, 'null', '')`,
      [randomUUID()],
    );
    await migrate(copy.url);
    const { rows } = await owner.query<{ effect_key: string; payload: object }>(
      'select effect_key, payload from open_effect order by effect_key',
    );
    expect(rows).toEqual([
      { effect_key: `reminder.phase-overdue.3.${id}`, payload: { key: 'phase-overdue', setSeq: 3, trajectoryId: id } },
      { effect_key: `report-${asked}.${id}`, payload: { reportId: asked, trajectoryId: id } },
      { effect_key: `share.${link}.${id}`, payload: { linkId: link, trajectoryId: id } },
    ]);
    await owner.end();
    await copy.drop();
  });
});

describe('an older database', () => {
  it('[E8] gets its chain and its timers, and verifies', async () => {
    expect(await migrate(empty.url, '0006-reports')).toContain('0006-reports');
    const owner = new pg.Client({ connectionString: empty.url });
    await owner.connect();
    const id = await asReleasedFirst(owner);
    await owner.end();
    expect(await migrate(empty.url)).toEqual(expect.arrayContaining(['0007-chain']));
    expect(await migrate(empty.url)).toEqual([]);
    const db = openDatabase({ url: empty.url });
    expect((await verifyJournal(db, id))!.fault).toBeNull();
    expect((await readTrajectory(db, id))!.state).toMatchObject({
      version: 2,
      facilitators: [expect.any(String)],
      timers: { 'phase-overdue': { dueAt: '2026-03-23T08:00:00.123Z', setSeq: 1 } },
    });
    await db.close();
  });
});

/** Migrates as versions up to 0.3 did, by the migrator of Kysely and its own ledger. */
async function asMigratedBefore(url: string, until: MigrationName): Promise<void> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 1 }) }),
  });
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateTo(until);
  await db.destroy();
  if (error !== undefined) throw error;
}

describe('a database that an earlier version has migrated', () => {
  it.each(MIGRATIONS.filter((name) => name >= '0006'))(
    '[E152] is taken over at %s, with its data and without running anything twice',
    async (until) => {
      const { url, drop } = await createTestDatabase(null);
      const owner = new pg.Client({ connectionString: url });
      await owner.connect();
      await asMigratedBefore(url, '0006-reports');
      await owner.query(`insert into method_template (id, version, body) values ('buurtbalans-amsterdam', 1, '{}')`);
      const id = await asReleasedFirst(owner);
      await asMigratedBefore(url, until);

      expect(await migrate(url)).toEqual(MIGRATIONS.filter((name) => name > until));
      expect(await appliedMigrations(owner)).toEqual(MIGRATIONS);
      expect(await migrate(url)).toEqual([]);
      const db = openDatabase({ url });
      expect((await verifyJournal(db, id))!.fault).toBeNull();
      expect((await readTrajectory(db, id))!.state).toMatchObject({ version: 2, facilitators: [expect.any(String)] });
      await db.close();
      // an earlier version does not write into tables that it does not know
      const { rows } = await owner.query<{ name: string }>('select name from kysely_migration order by name');
      expect(rows.map(({ name }) => name)).toEqual(MIGRATIONS);
      await owner.end();
      await drop();
    },
  );
});

describe('several at once', () => {
  it('[E153] one works, and the others find it done', async () => {
    const { url, drop } = await createTestDatabase(null);
    const ran = await Promise.all(Array.from({ length: 16 }, () => migrate(url)));
    expect(ran.filter((names) => names.length > 0)).toEqual([MIGRATIONS]);
    await drop();
  });

  it('[E153] one that is killed leaves no lock and nothing half done', async () => {
    const { url, drop } = await createTestDatabase(null);
    const owner = new pg.Client({ connectionString: url });
    await owner.connect();
    const broken = migrate(url).catch((error: unknown) => error);
    await expect
      .poll(async () => {
        const { rows } = await owner.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database() and query like 'create%'`,
        );
        return rows.length;
      })
      .toBeGreaterThan(0);
    expect(await broken).toBeInstanceOf(Error);
    expect(await migrate(url)).toEqual(MIGRATIONS);
    await owner.end();
    await drop();
  });
});

it('[E154] tables of a newer version are left as they are', async () => {
  const { url, drop } = await createTestDatabase();
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query(`insert into mikro_orm_migrations (name) values ('9999-tomorrow')`);
  await expect(migrate(url)).rejects.toBeInstanceOf(NewerTablesError);
  await owner.end();
  await drop();
});
