import { type Kysely, sql } from 'kysely';

/**
 * Accounts of one's own: invited, active or disabled; links by which somebody takes an account or a new password; sign-ins
 * that can be told apart; organisations with districts, a contact, and the one that a double has become.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...accounts, ...invitations, ...signIns, ...organisations])
    await sql.raw(statement).execute(db);
}

const accounts = [
  `alter table account
    add column state text not null default 'active',
    add column district_code text,
    add column language text,
    add column trajectory_id uuid,
    add column is_demonstration boolean not null default false,
    add column last_sign_in_at timestamptz,
    alter column email drop not null,
    alter column password_hash drop not null`,
  // forced, its policies hold for the owner too: it would see no account at all, and change none without a word
  `alter table account no force row level security`,
  `update account set state = 'disabled' where not active`,
  // the demonstration was the only one that made accounts; nobody has an address in that domain
  `update account set is_demonstration = true where email like '%@voorbeeld.test'`,
  `alter table account force row level security`,
  `alter table account drop column active`,
  `grant select (state, district_code, language, trajectory_id, is_demonstration, last_sign_in_at) on account to bb_engine`,
];

const invitations = [
  `create table account_invitation (
    id uuid primary key,
    account_id uuid not null references account on delete cascade,
    purpose text not null,
    token_hash bytea unique,
    by_mail boolean not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
  )`,
  `create index account_invitation_account on account_invitation (account_id)`,
  `create index account_invitation_expiry on account_invitation (expires_at)`,
  `alter table account_invitation enable row level security`,
  `alter table account_invitation force row level security`,
  // that there is a link is known; only whoever has it, or names the account to make one, gets further
  `grant select (id, account_id, purpose, by_mail, created_at, expires_at), delete on account_invitation to bb_engine`,
  `create policy invitation_known on account_invitation for select to bb_engine using (true)`,
  `create policy invitation_past on account_invitation for delete to bb_engine using (expires_at <= now())`,
  `grant select, insert, delete on account_invitation to bb_credentials`,
  `create policy invitation_of_one on account_invitation for all to bb_credentials
    using (account_id::text = app_setting('account') or encode(token_hash, 'hex') = app_setting('invitation'))
    with check (account_id::text = app_setting('account'))`,
  // whoever mails it makes its token: no job, queue or event ever holds one
  `grant select (id, account_id, purpose, by_mail, expires_at), update (token_hash) on account_invitation to bb_worker`,
  `create policy invitation_to_mail on account_invitation for all to bb_worker
    using (by_mail and id::text = app_setting('invitation')) with check (by_mail and id::text = app_setting('invitation'))`,
];

const signIns = [
  `alter table sign_in
    add column id uuid not null default gen_random_uuid(),
    add column began_at timestamptz not null default now(),
    add column browser text`,
  `create unique index sign_in_id on sign_in (id)`,
  // with a password come, and go, the sign-ins that are made by it
  `grant select, insert, delete on sign_in to bb_credentials`,
];

const organisations = [
  `alter table organisation
    add column district_codes text[] not null default '{}',
    add column contact text,
    add column merged_into uuid references organisation`,
];
