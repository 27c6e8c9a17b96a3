import { createTestDatabase } from '@buurtbalans/testing';
import pg from 'pg';
import { expect, it } from 'vitest';
import { mapTo } from './database.ts';
import { LEDGERS } from './migrate.ts';

/** Indexes, constraints and triggers are the migrations' own: entities do not speak of them. */
const OF_MIGRATIONS = /(add|drop) constraint |^(create|drop) (unique )?index |^drop (trigger|function) /;

/** What would have to be done to a database for it to be as the entities say. */
async function differences(pool: pg.Pool): Promise<string[]> {
  const orm = mapTo(pool, {
    schemaGenerator: { skipTables: [...LEDGERS], ignoreSchema: ['bullmq'], ignoreRoutines: true },
  });
  const sql = await orm.schema.getUpdateSchemaSQL({ wrap: false });
  return sql
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !OF_MIGRATIONS.test(line));
}

async function after(...tampering: string[]): Promise<string[]> {
  const { url, drop } = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  // the database may go before the last word of a connection that ends
  pool.on('error', () => undefined);
  try {
    for (const statement of tampering) await pool.query(statement);
    return await differences(pool);
  } finally {
    await pool.end();
    await drop();
  }
}

it('[E150] entities and a migrated database say the same of tables, columns, policies and whom they bind', async () => {
  expect(await after()).toEqual([]);
});

it.each([
  ['a policy that is gone', 'drop policy invitee_told on session_invitee', /^create policy "invitee_told"/],
  [
    'a policy that lets in more',
    `alter policy read_in_session on resident_contribution using (true)`,
    /"read_in_session" on "resident_contribution"/,
  ],
  [
    'a policy for one more role',
    `alter policy event_in_session on resident_live_event to bb_resident, bb_engine`,
    /"event_in_session" on "resident_live_event"/,
  ],
  ['a policy of somebody else', `create policy spy on resident_minutes using (true)`, /^drop policy "spy"/],
  [
    'an owner who is let through',
    'alter table resident_contribution no force row level security',
    /"resident_contribution" force row level security/,
  ],
  [
    'protection that is off',
    'alter table professional_minutes disable row level security',
    /"professional_minutes" enable row level security/,
  ],
  ['a column more', 'alter table resident_contribution add column author uuid', /drop column "author"/],
  ['a column less', 'alter table area drop column district_code', /add "district_code"/],
  ['a column that may be empty', 'alter table timer alter column status drop not null', /"status" set not null/],
  ['a table more', 'create table spy (id int)', /drop table .*"spy"/],
])('[E150] %s is seen', async (_, tampering, seen) => {
  expect(await after(tampering)).toEqual(expect.arrayContaining([expect.stringMatching(seen)]));
});
