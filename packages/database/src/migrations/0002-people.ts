import { type Kysely, sql } from 'kysely';

/** Accounts of staff and the register of organisations. Residents are nowhere in it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table organisation (
      id uuid primary key,
      name text not null unique,
      type text not null
    )`.execute(db);
  await sql`
    create table account (
      id uuid primary key,
      email text not null,
      name text not null,
      role text not null,
      organisation_id uuid references organisation,
      password_hash text not null,
      active boolean not null default true
    )`.execute(db);
  await sql`create unique index account_email on account (lower(email))`.execute(db);
  await sql`
    create table sign_in (
      token_hash bytea primary key,
      account_id uuid not null references account on delete cascade,
      expires_at timestamptz not null
    )`.execute(db);
  await sql`create table sign_in_attempt (key text primary key, failures int not null, since timestamptz not null)`.execute(
    db,
  );
  await sql`grant select, insert, update on organisation, account to bb_engine`.execute(db);
  await sql`grant select, insert, update, delete on sign_in, sign_in_attempt to bb_engine`.execute(db);
  await sql`grant select on organisation to bb_facilitator, bb_professional, bb_resident, bb_adviser, bb_stakeholder, bb_worker`.execute(
    db,
  );
}
