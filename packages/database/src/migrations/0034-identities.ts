import { type Kysely, sql } from 'kysely';

/** Who somebody is at a provider of OpenID Connect: one account for each name there, and one such name for each account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of identities) await sql.raw(statement).execute(db);
}

const identities = [
  `create table account_identity (
    issuer text not null,
    subject text not null,
    account_id uuid not null references account on delete cascade,
    linked_at timestamptz not null default now(),
    primary key (issuer, subject)
  )`,
  `create unique index account_identity_account on account_identity (account_id, issuer)`,
  `alter table account_identity enable row level security`,
  `alter table account_identity force row level security`,
  // read by whoever has just come from there, or names the account
  `grant select, insert, delete on account_identity to bb_credentials`,
  `create policy identity_of_one on account_identity for all to bb_credentials
    using (account_id::text = app_setting('account') or issuer || ' ' || subject = app_setting('identity'))
    with check (account_id::text = app_setting('account'))`,
];
