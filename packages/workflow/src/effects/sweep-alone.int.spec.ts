import { randomUUID } from 'node:crypto';
import { StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { addInvitees, listInvitees, readTrajectory, saveOrganisation } from '@buurtbalans/database';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fireDueTimers } from '../timers/fire-timers.ts';
import { sweepEffects } from './sweep-effects.ts';
import type { SweepFailure } from './sweep-failure.ts';

const MANY = 10_000;
const test = useDatabase();
const organisationId = randomUUID();
const people = { facilitatorId: randomUUID(), managerId: randomUUID() };
let owner: pg.Client;
let told: SweepFailure[];
const onFailed = (failure: SweepFailure): void => void told.push(failure);

beforeAll(async () => {
  owner = new pg.Client({ connectionString: test.url });
  await owner.connect();
  await saveOrganisation(test.db, { id: organisationId, name: 'Politie', type: 'police' });
  await multiply(await begun(), MANY);
});
beforeEach(() => {
  told = [];
});
afterAll(() => owner.end());

const begun = (): Promise<StoredTrajectoryDriver> => new StoredTrajectoryDriver(test.db, people).begin('Slotermeer');

/** Copies of a trajectory with its timers, straight in the tables. */
async function multiply({ id }: StoredTrajectoryDriver, times: number): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into trajectory (id, version, phase, status, template_id, template_version, state, head)
     select gen_random_uuid(), version, phase, status, template_id, template_version, state, head from trajectory, generate_series(1, $2) where id = $1 returning id`,
    [id, times],
  );
  await owner.query(
    'insert into timer (trajectory_id, key, due_at, set_seq, status) select c.id, m.key, m.due_at, m.set_seq, m.status from unnest($2::uuid[]) c(id), timer m where m.trajectory_id = $1',
    [id, rows.map((row) => row.id)],
  );
  return rows.map((row) => row.id);
}

/** Lets the timers of trajectories be due since so many minutes, in their rows and states. */
async function due(ids: readonly string[], minutes: number): Promise<void> {
  await owner.query(
    `update timer set due_at = now() - make_interval(mins => $2) where trajectory_id = any($1) and status = 'set'`,
    [ids, minutes],
  );
  await owner.query(
    `update trajectory t set state = jsonb_set(t.state, array['timers', m.key, 'dueAt'], to_jsonb(to_char(m.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
       from timer m where m.trajectory_id = t.id and t.id = any($1) and m.status = 'set' and t.state -> 'timers' ? m.key`,
    [ids],
  );
}

const rowOf = async (id: string) =>
  (
    await owner.query(
      `select status, failures, round(extract(epoch from retry_at - failed_at))::int as wait from timer where trajectory_id = $1 and key = 'phase-overdue'`,
      [id],
    )
  ).rows[0];
const spoil = (id: string, state: string) => owner.query(`update trajectory set state = ${state} where id = $1`, [id]);

describe('a timer that cannot fire', () => {
  it('[E90] because its state cannot be read waits, each time longer, and the others fire', async () => {
    const bad = await multiply(await begun(), 3);
    const [sound] = await multiply(await begun(), 1);
    await due(bad, 60);
    await due([sound!], 1);
    const { rows } = await owner.query<{ state: object }>('select state from trajectory where id = $1', [bad[0]]);
    await spoil(bad[0]!, `state - 'timers'`);
    await spoil(bad[1]!, `'{}'`);
    await spoil(bad[2]!, `'null'`);
    expect(await fireDueTimers(test.db, { onFailed })).toBe(1);
    expect(await rowOf(sound!)).toMatchObject({ status: 'fired' });
    expect(told.map(({ part, id }) => [part, id]).sort()).toEqual(
      bad.map((id) => ['timers', `${id} phase-overdue`]).sort(),
    );
    for (const { code } of told) expect(code).toMatch(/^[\w.]+$/);
    for (const id of bad) expect(await rowOf(id)).toEqual({ status: 'set', failures: 1, wait: 60 });

    expect(await fireDueTimers(test.db, { onFailed })).toBe(0);
    expect(told).toHaveLength(3);
    await owner.query('update timer set retry_at = now() where trajectory_id = any($1)', [bad]);
    expect(await fireDueTimers(test.db, { onFailed })).toBe(0);
    for (const id of bad) expect(await rowOf(id)).toEqual({ status: 'set', failures: 2, wait: 120 });
    await owner.query('update timer set failures = 40, retry_at = now() where trajectory_id = $1', [bad[1]]);
    await fireDueTimers(test.db);
    expect(await rowOf(bad[1]!)).toEqual({ status: 'set', failures: 41, wait: 6 * 3_600 });
    // mended, it fires
    await owner.query('update trajectory set state = $2 where id = $1', [bad[0], rows[0]!.state]);
    await owner.query('update timer set retry_at = now() where trajectory_id = $1', [bad[0]]);
    expect(await fireDueTimers(test.db)).toBe(1);
  });

  it('[E90] that is refused holds up no sound one, though there are hundreds and each is due earlier', async () => {
    // the row tells the sweep that it runs, and its state that it is paused: a refusal each time
    const refused = await multiply(await begun(), 250);
    await owner.query(`update trajectory set state = jsonb_set(state, '{status}', '"paused"') where id = any($1)`, [
      refused,
    ]);
    const [sound] = await multiply(await begun(), 1);
    await due(refused, 60);
    await due([sound!], 1);
    expect(await fireDueTimers(test.db, { onFailed })).toBe(1);
    expect(await rowOf(sound!)).toMatchObject({ status: 'fired' });
    expect(told).toHaveLength(250);
    expect(new Set(told.map(({ code }) => code))).toEqual(new Set(['COMMAND.BLOCKED']));
  });

  it('[E91] and of which not even that can be noted holds up no other', async () => {
    const [bad] = await multiply(await begun(), 1);
    const [sound] = await multiply(await begun(), 1);
    await due([bad!], 60);
    await due([sound!], 1);
    await spoil(bad!, `'{}'`);
    await owner.query(`create function refuse_noting() returns trigger language plpgsql as $$ begin
        if old.trajectory_id = '${bad}' then raise exception 'no' using errcode = '55000'; end if; return new; end $$;
      create trigger refuse_noting before update on timer for each row execute function refuse_noting()`);
    expect(await fireDueTimers(test.db, { onFailed })).toBe(1);
    await owner.query('drop trigger refuse_noting on timer; drop function refuse_noting');
    expect(await rowOf(sound!)).toMatchObject({ status: 'fired' });
    expect(told).toEqual([{ part: 'timers', id: `${bad} phase-overdue`, code: '55000' }]);
  });

  it('[E90] is tried at once when it is set anew', async () => {
    const trajectory = await begun();
    const sessionId = await trajectory.planned('resident');
    const key = `session-reminder.${sessionId}`;
    await owner.query(
      `update timer set failures = 9, failed_at = now(), retry_at = now() + interval '5 hours' where trajectory_id = $1`,
      [trajectory.id],
    );
    await trajectory.do({
      type: 'MoveSession',
      sessionId,
      plannedFor: new Date(Date.now() + 86_400_000).toISOString(),
    });
    expect(await fireDueTimers(test.db)).toBe(1);
    expect((await readTrajectory(test.db, trajectory.id))!.state.alerts[key]).toBeDefined();
  });

  it('[E7] because the clock went back is not moved on: it fires as soon as it is due', async () => {
    const [id] = await multiply(await begun(), 1);
    // by the row it is due, by the state it is not: what a clock that went back between the two looks like
    await owner.query(
      `update timer set due_at = now() - interval '1 minute' where trajectory_id = $1 and status = 'set'`,
      [id],
    );
    expect(await fireDueTimers(test.db, { onFailed })).toBe(0);
    expect([await rowOf(id!), told]).toEqual([{ status: 'set', failures: 0, wait: null }, []]);
    await due([id!], 1);
    expect(await fireDueTimers(test.db)).toBe(1);
  });

  it('[E92] because the state does not know it is cancelled, and one that the state has otherwise becomes as it is there', async () => {
    const [unknown, other] = await multiply(await begun(), 2);
    await due([unknown!, other!], 5);
    await spoil(unknown!, `jsonb_set(state, '{timers}', '{}')`);
    await spoil(other!, `jsonb_set(state, '{timers,phase-overdue,setSeq}', '2')`);
    expect(await fireDueTimers(test.db, { onFailed })).toBe(0);
    expect(told.map(({ code }) => code)).toEqual(['TIMER.NOT_SET', 'TIMER.NOT_SET']);
    expect(await rowOf(unknown!)).toMatchObject({ status: 'cancelled' });
    expect(await fireDueTimers(test.db)).toBe(1);
    expect(await rowOf(other!)).toMatchObject({ status: 'fired' });
  });
});

describe('the sweep', () => {
  /** A closed session with an address on its list. */
  async function needless(): Promise<{ sessionId: string; trajectoryId: string; lane: 'professional' }> {
    const trajectory = await begun();
    await trajectory.exchange(organisationId);
    const session = {
      sessionId: await trajectory.planned('professional'),
      trajectoryId: trajectory.id,
      lane: 'professional' as const,
    };
    await trajectory.do({ type: 'OpenSession', sessionId: session.sessionId });
    await trajectory.do({ type: 'CloseSession', sessionId: session.sessionId });
    // what comes on the list too late is for the sweep
    await addInvitees(test.db, people.facilitatorId, session, [
      { id: randomUUID(), organisationId, accountId: null, address: 'iemand@example.nl' },
    ]);
    return session;
  }
  const left = async (session: Awaited<ReturnType<typeof needless>>) =>
    (await listInvitees(test.db, people.facilitatorId, session)).length;

  it.each([
    'report_document',
    'effect_receipt',
    'import_job',
    'open_effect',
    'report_reader',
    'command_receipt',
    'timer',
  ])('[E91] goes on where a part fails: %s cannot be read', async (table) => {
    const session = await needless();
    const trajectory = await begun();
    await trajectory.do({
      type: 'RequestReport',
      reportId: randomUUID(),
      document: 'profile',
      format: 'pdf',
      language: 'nl',
    });
    await owner.query(`revoke all on ${table} from bb_engine`);
    try {
      await fireDueTimers(test.db, { onFailed }).catch(() => undefined);
      await sweepEffects(test.db, '0 seconds', { onFailed });
    } finally {
      await owner.query(`grant select, insert, update, delete on ${table} to bb_engine`);
      await owner.query('revoke update, delete on command_receipt from bb_engine');
    }
    expect(await left(session)).toBe(0);
  });

  it('[E91] erases a list although another one cannot be erased, and says which without its text', async () => {
    const [stuck, free] = [await needless(), await needless()];
    await owner.query(`create function refuse_erasing() returns trigger language plpgsql as $$ begin
        if old.session_id = '${stuck.sessionId}' then raise exception 'no %', old.address using errcode = '55000'; end if; return old; end $$;
      create trigger refuse_erasing before delete on session_invitee for each row execute function refuse_erasing()`);
    await sweepEffects(test.db, '0 seconds', { onFailed });
    await owner.query('drop trigger refuse_erasing on session_invitee; drop function refuse_erasing');
    expect([await left(stuck), await left(free)]).toEqual([1, 0]);
    expect(told).toEqual([{ part: 'invitees', id: stuck.sessionId, code: '55000' }]);
  });

  it('[E90] puts a lost document back although the state of another trajectory cannot be read, which waits', async () => {
    const [bad, sound] = [await begun(), await begun()];
    const reportIds = [randomUUID(), randomUUID()];
    for (const [index, trajectory] of [bad, sound].entries())
      await trajectory.do({
        type: 'RequestReport',
        reportId: reportIds[index]!,
        document: 'profile',
        format: 'pdf',
        language: 'nl',
      });
    await spoil(bad.id, `'{}'`);
    await owner.query('delete from outbox');
    await sweepEffects(test.db, '0 seconds', { onFailed });
    const { rows } = await owner.query<{ dedupe_key: string }>('select dedupe_key from outbox');
    expect(rows.map((row) => row.dedupe_key)).toContain(`report-${reportIds[1]}.${sound.id}`);
    expect(rows.map((row) => row.dedupe_key)).not.toContain(`report-${reportIds[0]}.${bad.id}`);
    expect(told).toEqual([
      { part: 'reports.render', id: `report-${reportIds[0]}.${bad.id}`, code: 'STATE.UNREADABLE' },
    ]);
    await sweepEffects(test.db, '0 seconds', { onFailed });
    expect(told).toHaveLength(1);
  });

  it('[E14] records a document as failed that was asked for before the window of the sweep, so that it can be asked for again', async () => {
    const trajectory = await begun();
    const reportId = randomUUID();
    await trajectory.do({ type: 'RequestReport', reportId, document: 'profile', format: 'pdf', language: 'nl' });
    await owner.query('delete from outbox');
    await owner.query(
      `update open_effect set asked_at = now() - interval '8 days', waiting_since = now() - interval '8 days' where payload ->> 'reportId' = $1`,
      [reportId],
    );
    await sweepEffects(test.db, '5 minutes');
    expect((await readTrajectory(test.db, trajectory.id))!.state.reports[reportId]).toMatchObject({ status: 'failed' });
    expect((await owner.query(`select from open_effect where payload ->> 'reportId' = $1`, [reportId])).rowCount).toBe(
      0,
    );
  });
});
