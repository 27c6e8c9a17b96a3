import { randomBytes, randomUUID } from 'node:crypto';
import { StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import {
  addInvitees,
  addReaders,
  beginReport,
  failReport,
  finishReport,
  listInvitees,
  listReports,
  listWaitingReaders,
  readReportFile,
  saveAccount,
  saveOrganisation,
} from '@buurtbalans/database';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executeCommand } from '../commands/execute-command.ts';
import { sweepEffects } from '../effects/sweep-effects.ts';
import type { SweepFailure } from '../effects/sweep-failure.ts';
import { RETENTION } from './retention.ts';

const test = useDatabase();
const [accountId, organisationId] = [randomUUID(), randomUUID()];
let owner: pg.Client;
let trajectory: StoredTrajectoryDriver;

beforeAll(async () => {
  owner = new pg.Client({ connectionString: test.url });
  await owner.connect();
  await saveOrganisation(test.db, { id: organisationId, name: 'Politie', type: 'police' });
  await saveAccount(test.db, {
    id: accountId,
    email: 'a@example.nl',
    name: 'A',
    role: 'facilitator',
    organisationId: null,
    passwordHash: 'x',
  });
  trajectory = await new StoredTrajectoryDriver(test.db, { facilitatorId: accountId, managerId: randomUUID() }).begin(
    'Slotermeer',
  );
  await trajectory.exchange(organisationId);
});
afterAll(() => owner.end());

async function sweep(): Promise<void> {
  const failures: SweepFailure[] = [];
  await sweepEffects(test.db, '5 minutes', { onFailed: (failure) => void failures.push(failure) });
  expect(failures).toEqual([]);
}
const hours = (interval: string): Promise<number> =>
  owner
    .query('select extract(epoch from $1::interval)::int / 3600 as hours', [interval])
    .then(({ rows }) => rows[0].hours);

/** Puts a row in that is an hour younger than its time, and one that is an hour older; gives which is left after a sweep: `inside` alone, it should be. */
async function left(
  after: string,
  put: (name: 'inside' | 'outside', moment: string) => Promise<unknown>,
  there: (name: 'inside' | 'outside') => Promise<boolean>,
): Promise<string[]> {
  const age = await hours(after);
  await put('inside', `now() - interval '${age - 1} hours'`);
  await put('outside', `now() - interval '${age + 1} hours'`);
  await sweep();
  const found: string[] = [];
  for (const name of ['inside', 'outside'] as const) if (await there(name)) found.push(name);
  return found;
}
const has = async (text: string, values: unknown[] = []): Promise<boolean> =>
  (await owner.query(text, values)).rowCount! > 0;

describe('what grows', () => {
  it('[E96] goes when it is past its time and no sooner: receipts of effects', async () => {
    const put = (name: string, moment: string) =>
      owner.query(`insert into effect_receipt (effect_key, attempt, result, at) values ($1, 1, '{}', ${moment})`, [
        name,
      ]);
    expect(
      await left(RETENTION.effectReceipts, put, (name) =>
        has('select from effect_receipt where effect_key = $1', [name]),
      ),
    ).toEqual(['inside']);
  });

  it('[E96] codes of sessions', async () => {
    const sessions = { inside: await trajectory.planned('resident'), outside: await trajectory.planned('resident') };
    const put = (name: 'inside' | 'outside', moment: string) =>
      owner.query(`insert into session_code (code, session_id, expires_at) values ($1, $2, ${moment})`, [
        name,
        sessions[name],
      ]);
    expect(
      await left(RETENTION.sessionCodes, put, (name) => has('select from session_code where code = $1', [name])),
    ).toEqual(['inside']);
  });

  it('[E96] sign-ins that have expired, and failed attempts', async () => {
    const hashes = { inside: randomBytes(32), outside: randomBytes(32) };
    const put = (name: 'inside' | 'outside', moment: string) =>
      owner.query(
        `insert into sign_in (token_hash, account_id, expires_at, ends_at) values ($1, $2, ${moment}, ${moment})`,
        [hashes[name], accountId],
      );
    expect(
      await left(RETENTION.signIns, put, (name) => has('select from sign_in where token_hash = $1', [hashes[name]])),
    ).toEqual(['inside']);
    const ids = { inside: randomUUID(), outside: randomUUID() };
    const link = (name: 'inside' | 'outside', moment: string) =>
      owner.query(
        `insert into account_invitation (id, account_id, purpose, by_mail, expires_at) values ($1, $2, 'reset', false, ${moment})`,
        [ids[name], accountId],
      );
    expect(
      await left(RETENTION.accountInvitations, link, (name) =>
        has('select from account_invitation where id = $1', [ids[name]]),
      ),
    ).toEqual(['inside']);
    const attempt = (name: string, moment: string) =>
      owner.query(`insert into sign_in_attempt (key, failures, since) values ($1, 3, ${moment})`, [name]);
    expect(
      await left(RETENTION.signInAttempts, attempt, (name) =>
        has('select from sign_in_attempt where key = $1', [name]),
      ),
    ).toEqual(['inside']);
  });

  it('[E275] who read and changed what, after two years', async () => {
    const put = (name: string, moment: string) =>
      owner.query(
        `insert into audit_entry (kind, action, subject, at) values ('documents', 'readReportFile', $1, ${moment})`,
        [name],
      );
    expect(
      await left(RETENTION.audit, put, (name) => has('select from audit_entry where subject = $1', [name])),
    ).toEqual(['inside']);
  });

  it('[E96] jobs that the queue has refused all that time, and none that waits', async () => {
    const put = (name: string, moment: string, failures = 5) =>
      owner.query(
        `insert into outbox (dedupe_key, job, payload, created_at, failures) values ($1, 'imports.read', '{}', ${moment}, ${failures})`,
        [name],
      );
    await put('waits', `now() - interval '300 days'`, 0);
    expect(
      await left(RETENTION.refusedJobs, put, (name) => has('select from outbox where dedupe_key = $1', [name])),
    ).toEqual(['inside']);
    expect(await has(`select from outbox where dedupe_key = 'waits'`)).toBe(true);
  });

  it('[E96] rows of documents that were cancelled or failed, and of no other', async () => {
    for (const end of [
      (id: string) =>
        owner.query(
          `insert into report_document (report_id, trajectory_id, attempt, step) values ($1, $2, 1, 'cancelled')`,
          [id, trajectory.id],
        ),
      async (id: string) =>
        failReport(test.db, id, (await beginReport(test.db, trajectory.id, id))!, 'REPORT.FAILED', 'x'),
    ]) {
      const ids = { inside: randomUUID(), outside: randomUUID() };
      const put = async (name: 'inside' | 'outside', moment: string) => {
        await end(ids[name]);
        await owner.query(`update report_document set updated_at = ${moment} where report_id = $1`, [ids[name]]);
      };
      expect(
        await left(RETENTION.endedDocuments, put, (name) =>
          has('select from report_document where report_id = $1', [ids[name]]),
        ),
      ).toEqual(['inside']);
    }
    const made = await document('html');
    await owner.query(`update report_document set updated_at = now() - interval '10 years' where report_id = $1`, [
      made,
    ]);
    await sweep();
    expect(await has('select from report_document where report_id = $1', [made])).toBe(true);
  });

  it('[E96] files of imports that were never read; whoever offered one is told', async () => {
    const ids = { inside: randomUUID(), outside: randomUUID() };
    const put = async (name: 'inside' | 'outside', moment: string) => {
      await owner.query(
        `insert into import_job (id, kind, file_name, bytes, requested_by, requested_at) values ($1, 'kwb', 'a.csv', 1, $2, ${moment})`,
        [ids[name], accountId],
      );
      await owner.query(`insert into import_file (import_id, part, body) values ($1, 0, 'x')`, [ids[name]]);
    };
    expect(
      await left(RETENTION.importFiles, put, (name) =>
        has('select from import_file where import_id = $1', [ids[name]]),
      ),
    ).toEqual(['inside']);
    expect((await owner.query('select status, problems from import_job where id = $1', [ids.outside])).rows).toEqual([
      { status: 'refused', problems: [{ code: 'IMPORT.NEVER_READ', details: { file: 'a.csv' } }] },
    ]);
  });

  it('[E96] files of reports over all trajectories, but the latest twenty', async () => {
    const ids: string[] = [];
    const age = await hours(RETENTION.programmeFiles);
    for (let index = 0; index < 23; index += 1) {
      ids.push(randomUUID());
      // the oldest first; two are inside, one of them not among the latest twenty
      const moment =
        index === 22
          ? 'now()'
          : `now() - interval '${age + (index < 2 ? 30 - index : index === 2 ? -1 : -2)} hours' + interval '${index} seconds'`;
      await owner.query(
        `insert into programme_report (id, format, language, requested_by, as_of, positions, status, body) values ($1, 'pdf', 'nl', $2, ${moment}, '{}', 'rendered', 'x')`,
        [ids[index], accountId],
      );
    }
    await sweep();
    const { rows } = await owner.query<{ id: string }>('select id from programme_report where body is null');
    expect(rows.map(({ id }) => ids.indexOf(id)).sort()).toEqual([0, 1]);
  });
});

/** A document as the worker leaves it, so many hours ago. */
async function document(format: 'pdf' | 'html', hoursAgo = 0): Promise<string> {
  const reportId = randomUUID();
  await trajectory.do({ type: 'RequestReport', reportId, document: 'profile', format, language: 'nl' });
  await finishReport(test.db, reportId, (await beginReport(test.db, trajectory.id, reportId))!, {
    mime: 'text/html',
    fileName: 'a',
    body: Buffer.from('x'),
    sha256: 'ab',
    pages: 1,
  });
  await trajectory.do(
    { type: 'RecordReport', reportId, outcome: 'rendered', sha256: 'ab', pages: 1 },
    { role: 'system' },
  );
  await owner.query('update report_document set updated_at = now() - make_interval(hours => $2) where report_id = $1', [
    reportId,
    hoursAgo,
  ]);
  return reportId;
}

describe('a receipt of a command', () => {
  const again = (commandId: string) =>
    executeCommand(test.db, {
      trajectoryId: trajectory.id,
      commandId,
      command: { type: 'Pause', reason: 'vakantie' },
      actor: trajectory.facilitator,
    });

  it('[E97] gives a repeat within thirty days the first answer, and is gone after them', async () => {
    const ids = { inside: randomUUID(), outside: randomUUID() };
    const put = async (name: 'inside' | 'outside', moment: string) => {
      await again(ids[name]);
      await trajectory.do({ type: 'Resume' });
      await owner.query(`update command_receipt set at = ${moment} where command_id = $1`, [ids[name]]);
    };
    expect(
      await left(RETENTION.commandReceipts, put, (name) =>
        has('select from command_receipt where command_id = $1', [ids[name]]),
      ),
    ).toEqual(['inside']);
    expect(await again(ids.inside)).toMatchObject({ kind: 'accepted', repeated: true });
  });

  it('[E97] is removed by nobody sooner, whatever the engine asks for', async () => {
    await owner.query(
      `insert into command_receipt (trajectory_id, command_id, outcome, at) values ($1, 'young', '{}', now() - interval '29 days'), ($1, 'old', '{}', now() - interval '31 days')`,
      [trajectory.id],
    );
    for (const asked of ['0 seconds', '-10 years'])
      await test.db.pool.query('select forget_command_receipts($1::interval)', [asked]);
    expect([
      await has(`select from command_receipt where command_id = 'young'`),
      await has(`select from command_receipt where command_id = 'old'`),
    ]).toEqual([true, false]);
    await expect(
      test.db.asRole({ role: 'bb_facilitator' }, (tx) =>
        tx.selectNoFrom((none) => none.fn('forget_command_receipts', [none.val('1 year')]).as('gone')).execute(),
      ),
    ).rejects.toThrow('permission denied');
  });

  it('[E97] goes with all the others, however many have gathered, a batch at a time', async () => {
    await owner.query(
      `insert into command_receipt (trajectory_id, command_id, outcome, at) select $1, 'many-' || n, '{}', now() - interval '1 year' from generate_series(1, 2500) n`,
      [trajectory.id],
    );
    await sweep();
    expect(await has(`select from command_receipt where command_id like 'many-%'`)).toBe(false);
  });
});

describe('the file of a document', () => {
  it('[E98] goes when it is past its time and a newer one was made; that it was made, and its hash, stay', async () => {
    const age = await hours(RETENTION.documentFiles);
    const [outside, inside] = [await document('html', age + 1), await document('html', age - 1)];
    const latest = await document('html', age + 1);
    await document('pdf', age + 1);
    await sweep();
    const there = async (id: string) => (await readReportFile(test.db, trajectory.id, id)) !== undefined;
    expect([await there(outside), await there(inside), await there(latest)]).toEqual([false, true, true]);
    expect((await listReports(test.db, trajectory.id)).find(({ reportId }) => reportId === outside)).toMatchObject({
      sha256: 'ab',
      bytes: 1,
      fileGoneAt: expect.any(Date),
    });
    // the one that was the latest is looked at again, and goes once it no longer is
    await document('html');
    await sweep();
    expect(await there(latest)).toBe(true);
    await owner.query(`update report_document set looked_at = now() - interval '8 days' where looked_at is not null`);
    await sweep();
    expect(await there(latest)).toBe(false);
  });

  it('[E98] of a trajectory that cannot be read holds up no other', async () => {
    const age = await hours(RETENTION.documentFiles);
    const old = await document('html', age + 5);
    await document('html');
    await owner.query(
      `insert into trajectory (id, version, phase, status, template_id, template_version, state, head) select $1, 1, phase, status, template_id, template_version, 'null', head from trajectory limit 1`,
      [randomUUID()],
    );
    await owner.query(
      `insert into report_document (report_id, trajectory_id, attempt, step, body, sha256, updated_at) select gen_random_uuid(), id, 1, 'done', 'x', 'ab', now() - interval '300 days' from trajectory where state = 'null'`,
    );
    const failures: SweepFailure[] = [];
    await sweepEffects(test.db, '5 minutes', { onFailed: (failure) => void failures.push(failure) });
    expect(failures).toMatchObject([{ part: 'document_file', code: 'TypeError' }]);
    expect(await readReportFile(test.db, trajectory.id, old)).toBeUndefined();
    await sweep();
  });
});

describe('an address', () => {
  it('[P24] for a session that was planned and forgotten is gone thirty days after its moment', async () => {
    const age = await hours(RETENTION.forgottenAddresses);
    const planned = async (hoursAgo: number) => {
      const session = {
        sessionId: await trajectory.planned('professional'),
        trajectoryId: trajectory.id,
        lane: 'professional' as const,
      };
      await addInvitees(test.db, accountId, session, [
        { id: randomUUID(), organisationId, accountId: null, address: `iemand@example.nl` },
      ]);
      await owner.query(
        `update trajectory set state = jsonb_set(state, array['sessions', $2, 'plannedFor'], to_jsonb(to_char((now() - make_interval(hours => $3)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))) where id = $1`,
        [trajectory.id, session.sessionId, hoursAgo],
      );
      return session;
    };
    const [inside, outside] = [await planned(age - 1), await planned(age + 1)];
    await sweep();
    expect([
      (await listInvitees(test.db, accountId, inside)).length,
      (await listInvitees(test.db, accountId, outside)).length,
    ]).toEqual([1, 0]);
  });

  it('[P24] of a reader to whom nothing was sent in the end is gone after thirty days, and so is the secret of their link', async () => {
    const linkId = randomUUID();
    const reader = () => ({
      id: randomUUID(),
      organisationId,
      address: 'lezer@example.nl',
      token: randomUUID(),
      tokenHash: randomBytes(32),
    });
    const readers = { inside: reader(), outside: reader() };
    await addReaders(test.db, accountId, { trajectoryId: trajectory.id, linkId }, Object.values(readers));
    const put = (name: 'inside' | 'outside', moment: string) =>
      owner.query(`update report_reader set kept_at = ${moment} where id = $1`, [readers[name].id]);
    const waits = async (name: 'inside' | 'outside') =>
      (await listWaitingReaders(test.db, { trajectoryId: trajectory.id, linkId })).some(
        ({ id }) => id === readers[name].id,
      );
    expect(await left(RETENTION.forgottenAddresses, put, waits)).toEqual(['inside']);
    expect(
      (await owner.query('select address, token from report_reader where id = $1', [readers.outside.id])).rows,
    ).toEqual([{ address: null, token: null }]);
  });
});
