import { type EffectJob, SYSTEM_COMMAND_ID } from '@buurtbalans/domain';
import type { Database } from '@buurtbalans/database';
import { RETENTION } from '../retention/retention.ts';
import { executeCommand } from '../commands/execute-command.ts';
import { codeOf, eachAlone, RETRY_WAIT, type SweepOptions } from './sweep-failure.ts';

/** A round of mails that was begun so often is not put back: each letter in it is offered for some hours at most, so something else cuts it off. */
const MOST_ROUNDS = 300;
/** A document that was begun so often is not tried again. */
const MOST_ATTEMPTS = 10;
const PAGE = 200;

/** An effect that was asked for, and of which no result was seen yet. */
interface OpenEffect {
  readonly effect_key: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Since when it waits, as PostgreSQL writes it. */
  readonly waiting_since: string;
  /** It was asked for before the sweep's window. */
  readonly is_old: boolean;
}

/** `done`: it has its result, or will never have one. `lost`: its job has to be put back. `under_way`: somebody works at it. */
type Progress = 'done' | 'lost' | 'under_way';

/** Says how far an effect is, and records one that will not come. */
const progressOf: Readonly<
  Record<EffectJob, (db: Database, effect: OpenEffect, lostAfter: string) => Promise<Progress>>
> = {
  'reports.render': progressOfReport,
  'reminders.send': progressOfMails,
  'invitations.send': progressOfMails,
  'shares.send': progressOfMails,
};

/**
 * Looks at each open effect of one job that has waited for longer than `lostAfter`: one with a result is open no more, and
 * the job of any other is put back into the outbox. One that cannot be looked at waits, each time longer, and holds up no
 * other. Gives how many jobs were put back.
 */
export async function putBackLost(
  db: Database,
  job: EffectJob,
  lostAfter: string,
  options: SweepOptions,
): Promise<number> {
  const { rows } = await db.pool.query<{ until: string }>('select (now() - $1::interval)::text as until', [lostAfter]);
  let put = 0;
  let after: Pick<OpenEffect, 'waiting_since' | 'effect_key'> = { waiting_since: '-infinity', effect_key: '' };
  for (;;) {
    const page = await waiting(db, job, rows[0]!.until, after);
    put += await eachAlone(
      db,
      page,
      ({ effect_key }) => ({ part: job, id: effect_key }),
      options,
      (effect) => lookAt(db, job, effect, lostAfter, options),
    );
    if (page.length < PAGE || options.signal?.aborted) return put;
    after = page.at(-1)!;
  }
}

async function waiting(
  db: Database,
  job: EffectJob,
  until: string,
  after: Pick<OpenEffect, 'waiting_since' | 'effect_key'>,
): Promise<OpenEffect[]> {
  const { rows } = await db.pool.query<OpenEffect>(
    `select effect_key, payload, waiting_since::text, asked_at < now() - $5::interval as is_old from open_effect
      where job = $1 and waiting_since <= $2::timestamptz and (waiting_since, effect_key) > ($3::timestamptz, $4) order by waiting_since, effect_key limit ${PAGE}`,
    [job, until, after.waiting_since, after.effect_key, RETENTION.lostWork],
  );
  return rows;
}

/** 1 when the job of the effect was put back. */
async function lookAt(
  db: Database,
  job: EffectJob,
  effect: OpenEffect,
  lostAfter: string,
  { onFailed }: SweepOptions,
): Promise<number> {
  try {
    const progress = await progressOf[job](db, effect, lostAfter);
    if (progress === 'lost') return await putBack(db, effect);
    if (progress === 'done') await db.pool.query('delete from open_effect where effect_key = $1', [effect.effect_key]);
    else await db.pool.query('update open_effect set waiting_since = now() where effect_key = $1', [effect.effect_key]);
  } catch (error) {
    await db.pool.query(
      `update open_effect set failures = failures + 1, failed_at = now(), waiting_since = now() + ${RETRY_WAIT} where effect_key = $1`,
      [effect.effect_key],
    );
    onFailed?.({ part: job, id: effect.effect_key, code: codeOf(error) });
  }
  return 0;
}

/** Of several engines that look at once, one puts it back; a job that still waits or runs is not added a second time, and one that comes twice acts once. */
async function putBack(db: Database, { effect_key, waiting_since }: OpenEffect): Promise<number> {
  const { rowCount } = await db.pool.query(
    `with mine as (
       update open_effect set waiting_since = now() where effect_key = $1 and waiting_since = $2::timestamptz returning effect_key, job, payload
     )
     insert into outbox (dedupe_key, job, payload) select effect_key, job, payload from mine on conflict (dedupe_key) do nothing`,
    [effect_key, waiting_since],
  );
  return rowCount ?? 0;
}

async function progressOfMails(db: Database, { effect_key, is_old }: OpenEffect): Promise<Progress> {
  if (is_old) return 'done';
  const { rows } = await db.pool.query<{ is_done: boolean }>(
    'select result is not null or attempt >= $2 as is_done from effect_receipt where effect_key = $1',
    [effect_key, MOST_ROUNDS],
  );
  return rows[0]?.is_done ? 'done' : 'lost';
}

interface ReportRow {
  status: string | null;
  is_readable: boolean;
  attempt: number | null;
  is_made: boolean;
  is_under_way: boolean;
}

async function progressOfReport(db: Database, { payload, is_old }: OpenEffect, lostAfter: string): Promise<Progress> {
  const { trajectoryId, reportId } = payload as { trajectoryId: string; reportId: string };
  const { rows } = await db.pool.query<ReportRow>(
    `select t.state -> 'reports' -> ($2::uuid)::text ->> 'status' as status, jsonb_typeof(t.state -> 'reports') = 'object' as is_readable,
            d.attempt, d.sha256 is not null as is_made, coalesce(d.updated_at > now() - $3::interval, false) as is_under_way
       from trajectory t left join report_document d on d.report_id = $2::uuid where t.id = $1`,
    [trajectoryId, reportId, lostAfter],
  );
  const report = rows[0];
  if (!report) return 'done';
  if (!report.is_readable) throw Object.assign(new Error('a state without documents'), { code: 'STATE.UNREADABLE' });
  if (report.status !== 'requested') return 'done';
  if (report.is_under_way) return 'under_way';
  // what was made and not told yet is told by the next attempt
  if (report.is_made || ((report.attempt ?? 0) < MOST_ATTEMPTS && !is_old)) return 'lost';
  const answer = await executeCommand(db, {
    trajectoryId,
    // the same for whoever finds out, so that it is recorded once
    commandId: SYSTEM_COMMAND_ID.RecordReport(reportId),
    command: { type: 'RecordReport', reportId, outcome: 'failed', sha256: '', pages: 0, errorCode: 'REPORT.FAILED' },
    actor: { role: 'system' },
  });
  if (answer.kind === 'refused')
    throw Object.assign(new Error('a result that was refused'), { code: answer.refusal.code });
  return 'done';
}
