import { type Kysely, sql } from 'kysely';

/**
 * The two sealed lanes. Each has its own table, so that a role of one lane has no right at all in the other; forced
 * row-level security narrows that to one trajectory or session. Programme managers, administrators, the engine itself
 * and the worker have no right to either table.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const columns = `
    id uuid primary key,
    trajectory_id uuid not null,
    session_id uuid not null,
    seq bigint not null,
    kind text not null check (kind in ('weak_spot', 'promising_spot', 'signal')),
    theme text not null,
    text text not null check (length(text) between 1 and 1000),
    place jsonb,
    group_id uuid,
    released boolean not null default false,
    invented boolean not null default false`;
  const statements = [
    sql`create table session_index (
      session_id uuid primary key,
      trajectory_id uuid not null,
      lane text not null check (lane in ('professional', 'resident')),
      last_seq bigint not null default 0
    )`,
    sql`create table session_code (
      code text primary key, session_id uuid not null references session_index on delete cascade, expires_at timestamptz not null
    )`,
    sql`create unique index session_code_session on session_code (session_id)`,
    sql.raw(
      `create table professional_contribution (${columns}, organisation_id uuid not null references organisation)`,
    ),
    // no author, device, address or moment: only the hash of a secret that one browser holds
    sql.raw(`create table resident_contribution (${columns}, withdrawal_hash text not null)`),
    sql`create index professional_contribution_session on professional_contribution (session_id, seq)`,
    sql`create index professional_contribution_trajectory on professional_contribution (trajectory_id)`,
    sql`create index resident_contribution_session on resident_contribution (session_id, seq)`,
    sql`create index resident_contribution_trajectory on resident_contribution (trajectory_id)`,
    sql`create table withdrawal (session_id uuid not null, seq bigint not null, contribution_id uuid not null, primary key (session_id, seq))`,
    sql`create table contribution_group (
      id uuid primary key, trajectory_id uuid not null, lane text not null check (lane in ('professional', 'resident')), title text not null
    )`,

    // whether the session stands open; the share lock makes a closing command wait for a contribution under way
    sql`create function session_is_open(session uuid, of_trajectory uuid, in_lane text) returns boolean
      language plpgsql security definer set search_path = public as $$
      declare is_open boolean;
      begin
        select t.state -> 'sessions' -> session::text ->> 'status' = 'open' and t.status = 'active' into is_open
          from session_index i join trajectory t on t.id = i.trajectory_id
         where i.session_id = session and i.trajectory_id = of_trajectory and i.lane = in_lane for share of t;
        return coalesce(is_open, false);
      end $$`,
    sql`create function next_session_seq(session uuid) returns bigint
      language plpgsql security definer set search_path = public as $$
      declare position bigint;
      begin
        update session_index set last_seq = last_seq + 1 where session_id = session returning last_seq into position;
        perform pg_notify('session_event', session::text);
        return position;
      end $$`,
    sql`create function facilitates(account text, trajectory uuid) returns boolean
      language sql stable security definer set search_path = public as $$
        select exists (select 1 from trajectory t where t.id = trajectory and t.state -> 'facilitators' ? account) $$`,
    sql`revoke execute on function session_is_open, next_session_seq, facilitates from public`,
    sql`grant execute on function session_is_open, next_session_seq to bb_professional, bb_resident`,
    sql`grant execute on function facilitates to bb_facilitator`,
  ];
  for (const statement of statements) await statement.execute(db);
  await grants(db);
  await policies(db);
}

async function grants(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`grant select, insert on session_index to bb_engine`,
    sql`grant select, insert, delete on session_code to bb_engine`,
    sql`grant select on session_index to bb_facilitator, bb_professional, bb_resident`,
    sql`grant select, insert on professional_contribution to bb_professional`,
    sql`grant select, insert, delete on resident_contribution to bb_resident`,
    sql`grant select on professional_contribution, resident_contribution to bb_facilitator`,
    sql`grant update (group_id, released) on professional_contribution, resident_contribution to bb_facilitator`,
    sql`grant select, insert on withdrawal to bb_resident`,
    sql`grant select on withdrawal to bb_facilitator, bb_professional`,
    sql`grant select, insert, update, delete on contribution_group to bb_facilitator`,
  ];
  for (const statement of statements) await statement.execute(db);
}

async function policies(db: Kysely<unknown>): Promise<void> {
  for (const table of ['professional_contribution', 'resident_contribution', 'withdrawal', 'contribution_group']) {
    await sql.raw(`alter table ${table} enable row level security`).execute(db);
    await sql.raw(`alter table ${table} force row level security`).execute(db);
  }
  for (const lane of ['professional', 'resident']) {
    const table = `${lane}_contribution`;
    const mine = `session_id::text = app_setting('session') and app_setting('lane') = '${lane}'`;
    const own = lane === 'professional' ? ` and organisation_id::text = app_setting('organisation')` : '';
    const facilitated = `trajectory_id::text = app_setting('trajectory') and app_setting('lane') = '${lane}' and facilitates(app_setting('account'), trajectory_id)`;
    const statements = [
      `create policy read_in_session on ${table} for select to bb_${lane} using (${mine})`,
      `create policy write_in_open_session on ${table} for insert to bb_${lane} with check (
        ${mine}${own} and trajectory_id::text = app_setting('trajectory') and session_is_open(session_id, trajectory_id, '${lane}'))`,
      `create policy read_by_facilitator on ${table} for select to bb_facilitator using (${facilitated})`,
      `create policy group_by_facilitator on ${table} for update to bb_facilitator using (${facilitated}) with check (${facilitated})`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  }
  const statements = [
    sql`create policy withdraw_with_secret on resident_contribution for delete to bb_resident using (
      session_id::text = app_setting('session') and app_setting('lane') = 'resident'
      and app_setting('withdrawal_secret') <> ''
      and withdrawal_hash = encode(sha256(convert_to(app_setting('withdrawal_secret'), 'UTF8')), 'hex'))`,
    sql`create policy withdrawal_written on withdrawal for insert to bb_resident with check (session_id::text = app_setting('session'))`,
    sql`create policy withdrawal_read on withdrawal for select to bb_resident, bb_professional, bb_facilitator
      using (session_id::text = app_setting('session'))`,
    sql`create policy group_of_lane on contribution_group for all to bb_facilitator
      using (trajectory_id::text = app_setting('trajectory') and lane = app_setting('lane') and facilitates(app_setting('account'), trajectory_id))
      with check (trajectory_id::text = app_setting('trajectory') and lane = app_setting('lane') and facilitates(app_setting('account'), trajectory_id))`,
  ];
  for (const statement of statements) await statement.execute(db);
}
