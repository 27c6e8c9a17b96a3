import { type Kysely, sql } from 'kysely';

/**
 * A second factor of an account: its secret is sealed by the engine, with a key that is not in the database (ADR 50). A sign-in
 * ends when it was not used for a while, and at its last moment in any case.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...factors, ...signIns]) await sql.raw(statement).execute(db);
}

const factors = [
  `create table second_factor (
    account_id uuid primary key references account on delete cascade,
    sealed_secret bytea not null,
    last_step int not null,
    recovery_codes text[] not null,
    since timestamptz not null default now()
  )`,
  `alter table second_factor enable row level security`,
  `alter table second_factor force row level security`,
  // that there is one is known; what is in it, only to whoever names the account
  `grant select (account_id, since) on second_factor to bb_engine`,
  `create policy second_factor_known on second_factor for select to bb_engine using (true)`,
  `grant select, insert, update, delete on second_factor to bb_credentials`,
  `create policy second_factor_of_one on second_factor for all to bb_credentials
    using (account_id::text = app_setting('account')) with check (account_id::text = app_setting('account'))`,
];

const signIns = [
  `alter table sign_in add column ends_at timestamptz`,
  `update sign_in set ends_at = expires_at`,
  `alter table sign_in alter column ends_at set not null`,
];
