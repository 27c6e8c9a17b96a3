import { type Kysely, sql } from 'kysely';

/** What grows is kept for a time: indexes to find what is past it, and the narrow ways by which the engine may remove it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...receipts, ...documents, ...others]) await sql.raw(statement).execute(db);
}

const receipts = [
  `create index command_receipt_at on command_receipt (at)`,
  `create index effect_receipt_at on effect_receipt (at)`,
  // the engine has no right to remove a receipt: this removes none that is younger than thirty days, whoever asks, and a thousand at a time
  `create function forget_command_receipts(older_than interval) returns int
    language sql security definer set search_path = public, pg_temp as $$
      with gone as (
        delete from command_receipt where ctid = any(array(
          select ctid from command_receipt where at < now() - greatest(older_than, interval '30 days') order by at limit 1000 for update skip locked
        )) returning 1
      ) select count(*)::int from gone $$`,
  `revoke execute on function forget_command_receipts from public`,
  `grant execute on function forget_command_receipts to bb_engine`,
];

const documents = [
  `alter table report_document add column file_gone_at timestamptz, add column looked_at timestamptz`,
  `grant delete on report_document to bb_engine`,
  `create index report_document_file on report_document (updated_at, report_id) where body is not null and looked_at is null`,
  `create index report_document_looked on report_document (looked_at, report_id) where body is not null`,
  `create index report_document_ended on report_document (updated_at) where step in ('cancelled', 'failed')`,
  `create index programme_report_as_of on programme_report (as_of)`,
  `create index programme_report_file on programme_report (as_of) where body is not null`,
];

const others = [
  `alter table report_reader add column kept_at timestamptz not null default now()`,
  `grant select (kept_at) on report_reader to bb_engine`,
  `create index report_reader_waiting on report_reader (id) where forgotten_at is null`,
  `create index session_code_expiry on session_code (expires_at)`,
  `create index sign_in_expiry on sign_in (expires_at)`,
  `create index sign_in_account on sign_in (account_id)`,
  `create index sign_in_attempt_since on sign_in_attempt (since)`,
  `create index import_job_requested on import_job (requested_at)`,
  `create index outbox_refused on outbox (created_at) where failures > 0`,
];
