import type { Database } from '../database.ts';
import { eraseInvitees } from '../sessions/invitation.repository.ts';
import { eraseReaders } from '../sharing/report-reader.repository.ts';
import { executeCommand } from './execute-command.ts';

/** Mails are tried for some hours: a mail server comes back. */
const MOST_MAILS = 300;
/** A document that was begun so often is not tried again. */
const MOST_ATTEMPTS = 10;
/** How far back the sweep looks; older than this, somebody has asked again. */
const WINDOW = '7 days';

/** Key under which a reminder as a whole is received, whatever number of mails it was. */
export function reminderEffectKey(timer: { trajectoryId: string; key: string; setSeq: number }): string {
  return `reminder.${timer.key}.${timer.setSeq}.${timer.trajectoryId}`;
}

// a job that still waits or runs is not added a second time, and one that comes twice acts once
const REPORTS = `
insert into outbox (dedupe_key, job, payload)
select 'report-' || (j.data->>'reportId') || '.' || j.trajectory_id, 'reports.render', jsonb_build_object('reportId', j.data->>'reportId', 'trajectoryId', j.trajectory_id)
  from journal j left join report_document d on d.report_id::text = j.data->>'reportId'
 where j.event_type = 'ReportRequested' and j.at between now() - $1::interval and now() - $2::interval
   and (d.report_id is null or (d.updated_at < now() - $2::interval and d.attempt < $3))
   and not exists (select 1 from journal r where r.trajectory_id = j.trajectory_id and r.event_type in ('ReportRecorded', 'ReportCancelled') and r.data->>'reportId' = j.data->>'reportId')
on conflict (dedupe_key) do nothing`;

const REMINDERS = `
insert into outbox (dedupe_key, job, payload)
select k.effect_key, 'reminders.send', jsonb_build_object('key', j.data->>'key', 'setSeq', (j.data->>'setSeq')::bigint, 'trajectoryId', j.trajectory_id)
  from journal j, lateral (select 'reminder.' || (j.data->>'key') || '.' || (j.data->>'setSeq') || '.' || j.trajectory_id as effect_key) k
 where j.event_type = 'TimerFired' and j.at between now() - $1::interval and now() - $2::interval
   and not exists (select 1 from effect_receipt e where e.effect_key = k.effect_key and (e.result is not null or e.attempt >= $3))
on conflict (dedupe_key) do nothing`;

const INVITATIONS = `
insert into outbox (dedupe_key, job, payload)
select k.effect_key, 'invitations.send', jsonb_build_object('sessionId', j.data->>'sessionId', 'number', (j.data->>'number')::int, 'trajectoryId', j.trajectory_id)
  from journal j, lateral (select 'invitation.' || (j.data->>'sessionId') || '.' || (j.data->>'number') || '.' || j.trajectory_id as effect_key) k
 where j.event_type in ('SessionInvited', 'InvitationWithdrawn') and j.at between now() - $1::interval and now() - $2::interval
   and not exists (select 1 from effect_receipt e where e.effect_key = k.effect_key and (e.result is not null or e.attempt >= $3))
on conflict (dedupe_key) do nothing`;

const SHARES = `
insert into outbox (dedupe_key, job, payload)
select k.effect_key, 'shares.send', jsonb_build_object('linkId', j.data->>'linkId', 'trajectoryId', j.trajectory_id)
  from journal j, lateral (select 'share.' || (j.data->>'linkId') || '.' || j.trajectory_id as effect_key) k
 where j.event_type = 'ReportShared' and j.at between now() - $1::interval and now() - $2::interval
   and not exists (select 1 from effect_receipt e where e.effect_key = k.effect_key and (e.result is not null or e.attempt >= $3))
on conflict (dedupe_key) do nothing`;

const IMPORTS = `
insert into outbox (dedupe_key, job, payload)
select 'import-' || id, 'imports.read', jsonb_build_object('importId', id)
  from import_job where status in ('queued', 'reading') and requested_at between now() - $1::interval and now() - $2::interval
on conflict (dedupe_key) do nothing`;

/**
 * Puts work into the outbox again whose effect has no result: its job was lost with the queue, or given up. What was
 * begun too often is recorded as failed, so that whoever asked knows, and addresses that nobody needs any more are erased. `lostAfter` is a PostgreSQL interval. Gives how
 * many jobs were put back.
 */
export async function sweepEffects(db: Database, lostAfter: string): Promise<number> {
  const counts = [
    await db.pool.query(REPORTS, [WINDOW, lostAfter, MOST_ATTEMPTS]),
    await db.pool.query(REMINDERS, [WINDOW, lostAfter, MOST_MAILS]),
    await db.pool.query(INVITATIONS, [WINDOW, lostAfter, MOST_MAILS]),
    await db.pool.query(SHARES, [WINDOW, lostAfter, MOST_MAILS]),
    await db.pool.query(IMPORTS, [WINDOW, lostAfter]),
  ];
  await giveUp(db, lostAfter);
  await eraseInvitees(db);
  await eraseReaders(db);
  return counts.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0);
}

async function giveUp(db: Database, lostAfter: string): Promise<void> {
  const { rows } = await db.pool.query<{ trajectory_id: string; report_id: string }>(
    `select d.trajectory_id, d.report_id from report_document d join trajectory t on t.id = d.trajectory_id
      where d.attempt >= $1 and d.body is null and d.updated_at < now() - $2::interval and t.state->'reports'->(d.report_id::text)->>'status' = 'requested'`,
    [MOST_ATTEMPTS, lostAfter],
  );
  for (const row of rows) await recordReportFailure(db, row.trajectory_id, row.report_id);
}

/** Records that a document will not come; the same command for whoever finds out, so that it is recorded once. */
export async function recordReportFailure(db: Database, trajectoryId: string, reportId: string, errorCode = 'REPORT.FAILED'): Promise<void> {
  await executeCommand(db, {
    trajectoryId,
    commandId: `report.${reportId}.recorded`,
    command: { type: 'RecordReport', reportId, outcome: 'failed', sha256: '', pages: 0, errorCode },
    actor: { role: 'system' },
  });
}
