import { randomBytes, randomUUID } from 'node:crypto';
import * as database from '@buurtbalans/database';
import { startRelay } from '@buurtbalans/queue';
import {
  bigGround,
  createTestDatabase,
  inDays,
  LiveDriver,
  PlanBook,
  StoredTrajectoryDriver,
  type TestDatabase,
} from '@buurtbalans/testing';
import * as workflow from '@buurtbalans/workflow';
import { takeSnapshot } from '@buurtbalans/workflow/documents';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SIZE = { trajectories: 10_000, entriesEach: 100, invited: 10_000 };
const [facilitatorId, organisationId] = [randomUUID(), randomUUID()];
let test: TestDatabase;
let owner: pg.Client;
let ids: string[];
let trajectory: StoredTrajectoryDriver;
let session: database.SessionReference;

beforeAll(async () => {
  test = await createTestDatabase();
  owner = new pg.Client({ connectionString: test.url });
  await owner.connect();
  const db = database.openDatabase({ url: test.url });
  await database.saveOrganisation(db, { id: organisationId, name: 'Politie', type: 'police' });
  await database.saveAccount(db, {
    id: facilitatorId,
    email: 'a@example.nl',
    name: 'A',
    role: 'facilitator',
    organisationId: null,
    passwordHash: 'x',
  });
  trajectory = await new StoredTrajectoryDriver(db, { facilitatorId, managerId: randomUUID() }).begin('Slotermeer');
  await trajectory.exchange(organisationId);
  session = { sessionId: await trajectory.planned('professional'), trajectoryId: trajectory.id, lane: 'professional' };
  ids = await bigGround(test.url, { id: trajectory.id, sessionId: session.sessionId }, SIZE);
  await db.close();
}, 600_000);
afterAll(async () => {
  await owner.end();
  await test.drop();
});

/** How often each big table was read from one end to the other since the server counts, functions of the database included. */
async function wholeReads(): Promise<Record<string, number>> {
  // what the test itself read is counted first
  await owner.query('select pg_stat_force_next_flush()');
  await owner.query('select pg_stat_clear_snapshot()');
  const { rows } = await owner.query<{ relname: string; seq_scan: number }>(
    'select s.relname, seq_scan::int from pg_stat_user_tables s join pg_class c on c.oid = s.relid where c.reltuples >= 1000 order by s.relname',
  );
  return Object.fromEntries(rows.map((row) => [row.relname, row.seq_scan]));
}

/** Lets something run on a database of its own; gives the statements that read a big table as a whole, and how many there were. */
async function planned(
  work: (db: database.Database) => Promise<unknown>,
): Promise<{ whole: unknown[]; statements: number }> {
  const before = await wholeReads();
  const db = database.openDatabase({ url: test.url });
  const book = new PlanBook(db);
  let whole: unknown[];
  try {
    await work(db);
    whole = await book.readsWhole(owner);
  } finally {
    // connections that end tell what they counted
    await db.close();
  }
  await expect
    .poll(
      async () =>
        (
          await owner.query(
            'select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
          )
        ).rowCount,
    )
    .toBe(0);
  const after = await wholeReads();
  const counted = Object.keys(after).filter((table) => after[table]! > (before[table] ?? 0));
  return { whole: whole.length > 0 ? whole : counted, statements: book.statements.size };
}

/** One of each kind of work that a sweep finds: due, lost, needless, past its time. */
async function workForTheSweep(): Promise<void> {
  const some = ids.slice(0, 60);
  const statements = [
    `update timer set due_at = now() - interval '1 hour' where trajectory_id = any($1) and key = 'phase-overdue'`,
    `update trajectory set state = jsonb_set(state, '{timers,phase-overdue,dueAt}', '"${inDays(-300)}"') where id = any($1)`,
    `update trajectory set state = state - 'timers' where id = any(($1::uuid[])[1:20])`,
    `insert into open_effect (effect_key, job, payload, waiting_since) select 'lost-' || job || id, job, jsonb_build_object('reportId', md5(id::text || 1)::uuid, 'trajectoryId', id), now() - interval '1 hour' from unnest($1::uuid[]) id, unnest(array['reports.render', 'reminders.send', 'invitations.send', 'shares.send']) job`,
    `update trajectory set status = 'stopped' where id = any(($1::uuid[])[30:60])`,
    `update report_reader set forgotten_at = null, address = 'a@b' where trajectory_id = any($1)`,
    `update report_document set looked_at = null, updated_at = now() - interval '200 days' where trajectory_id = any($1)`,
    `insert into report_document (report_id, trajectory_id, step, updated_at) select gen_random_uuid(), id, 'cancelled', now() - interval '1 year' from unnest($1::uuid[]) id`,
    `update command_receipt set at = now() - interval '1 year' where trajectory_id = any($1)`,
    `update effect_receipt set at = now() - interval '2 years' where effect_key = any(select 'reminder.phase-overdue.1.' || id from unnest($1::uuid[]) id)`,
    `update session_code set expires_at = now() - interval '1 year' where code = 'C1' or $1::uuid[] is null`,
    `update sign_in set expires_at = now() - interval '1 year' where token_hash = any(select sha256(id::text::bytea) from unnest($1::uuid[]) id)`,
    `update account_invitation set expires_at = now() - interval '1 year' where id = any($1::uuid[])`,
    `update sign_in_attempt set since = now() - interval '1 year' where key = any($1::text[])`,
  ];
  for (const statement of statements) await owner.query(statement, [some]);
  await owner.query('analyze');
}

describe('on a database of ten thousand trajectories and a million entries', () => {
  it('[E95] the sweep, timers and all that is cleared away read what is open, and no table as a whole', async () => {
    await workForTheSweep();
    const { whole, statements } = await planned(async (db) => {
      const failures: workflow.SweepFailure[] = [];
      const onFailed = (failure: workflow.SweepFailure): void => void failures.push(failure);
      expect(await workflow.fireDueTimers(db, { onFailed })).toBeGreaterThan(0);
      await workflow.sweepEffects(db, '5 minutes', { onFailed });
      expect(new Set(failures.map(({ part }) => part))).toEqual(new Set(['timers']));
    });
    expect(whole).toEqual([]);
    expect(statements).toBeGreaterThan(25);
    const { rows } = await owner.query(
      `select (select count(*)::int from command_receipt where at < now() - interval '30 days') as receipts, (select count(*)::int from report_document where file_gone_at is not null) as files`,
    );
    expect(rows).toEqual([{ receipts: 0, files: 240 }]);
  });

  it('[E95] a sweep that finds nothing does not either', async () => {
    const { whole } = await planned(async (db) => {
      expect(await workflow.fireDueTimers(db)).toBe(0);
      await workflow.sweepEffects(db, '5 minutes');
    });
    expect(whole).toEqual([]);
  });

  it('[E95] a command is decided and written by keys, whether it is accepted, refused, repeated or stale', async () => {
    const { whole } = await planned(async (db) => {
      const own = new StoredTrajectoryDriver(db, { id: ids[100]!, facilitatorId, managerId: randomUUID() });
      const [commandId, reportId] = [randomUUID(), randomUUID()];
      for (let times = 0; times < 7; times += 1)
        await own.do({ type: 'Pause', reason: 'x' }).then(() => own.do({ type: 'Resume' }));
      await own.do(
        { type: 'RequestReport', reportId, document: 'profile', format: 'pdf', language: 'nl' },
        own.facilitator,
        commandId,
      );
      await own.do(
        { type: 'RequestReport', reportId, document: 'profile', format: 'pdf', language: 'nl' },
        own.facilitator,
        commandId,
      );
      await own.try({ type: 'SignOffIntake' });
      await workflow.executeCommand(db, {
        trajectoryId: own.id,
        commandId: randomUUID(),
        expectedVersion: 99,
        command: { type: 'Pause', reason: 'x' },
        actor: own.facilitator,
      });
      // with rows beside the journal
      await own.do({ type: 'CancelReport', reportId });
      const sessionId = await own.planned('professional');
      await own.do({ type: 'OpenSession', sessionId });
      await own.do({ type: 'CloseSession', sessionId });
      await own.do({ type: 'Stop', reason: 'x' });
    });
    expect(whole).toEqual([]);
  });

  it('[E95] whatever is read of one trajectory or session is found by its key', async () => {
    const id = ids[200]!;
    const { whole, statements } = await planned(async (db) => {
      const reportId = (await database.listReports(db, id))[0]!.reportId;
      await database.readTrajectory(db, id);
      await database.readTrajectoryVersion(db, id);
      await database.readReportFile(db, id, reportId);
      await database.beginReport(db, id, reportId);
      await database.reportProgress(db, reportId, 2, 10, 'map');
      await database.isUnderWay(db, reportId, 2);
      await database.readMadeReport(db, reportId);
      await database.listReportLinks(db, id);
      await database.findReportLink(db, randomBytes(32));
      await database.findReader(db, randomBytes(32));
      await database.addReaders(db, facilitatorId, { trajectoryId: id, linkId: randomUUID() }, [
        { id: randomUUID(), organisationId, address: 'a@b', token: 'x', tokenHash: randomBytes(32) },
      ]);
      const waiting = { trajectoryId: id, linkId: randomUUID() };
      await database.listWaitingReaders(db, waiting);
      await database.forgetAddress(db, id, randomUUID());
      for (const reaction of await database.listReactions(db, facilitatorId, id)) {
        await database.listReactionsOf(db, reaction.readerId);
        await database.handleReaction(db, facilitatorId, id, reaction.id);
        await database.withdrawReaction(db, reaction.readerId, reaction.id);
        await database.keepReaction(db, reaction);
      }
      await database.readContents(db, 'bb_facilitator', id);
      await database.readJournal(db, id, 10, 90);
      await database.searchJournal(db, id, {
        after: 0,
        types: ['TimerFired'],
        role: 'facilitator',
        from: new Date(0),
        to: new Date(),
      });
      await database.positionAt(db, id, new Date());
      await database.verifyJournal(db, id);
      await database.listLaneContributions(db, facilitatorId, id, 'professional');
      await database.listLaneContributions(db, facilitatorId, id, 'resident');
      const group = { id: randomUUID(), lane: 'professional' as const, title: 'x', contributionIds: [randomUUID()] };
      await database.saveGroup(db, facilitatorId, id, group);
      await database.listGroups(db, facilitatorId, id, 'professional');
      await database.deleteGroup(db, facilitatorId, id, 'professional', group.id);
      await database.markReleased(db, facilitatorId, id, 'professional', [randomUUID()]);
      await takeSnapshot(db, trajectory.id, { asOf: 5 }, null);
    });
    expect(whole).toEqual([]);
    expect(statements).toBeGreaterThan(30);
  });

  it('[E95] so is a live session, who is invited to it, and who signs in', async () => {
    const { whole } = await planned(async (db) => {
      const own = new StoredTrajectoryDriver(db, { id: trajectory.id, facilitatorId, managerId: randomUUID() });
      for (const { sessionId } of (await database.listSessions(db, ids[300]!, 'professional')).slice(0, 1)) {
        await database.findSession(db, sessionId);
        await database.readSessionCode(db, sessionId);
        await database.saveSessionCode(db, sessionId, 'NEW', new Date());
        await database.revokeSessionCode(db, sessionId);
        await database.renewSessionCode(db, sessionId, new Date().toISOString());
        await database.ensureSessionCode(db, sessionId, new Date().toISOString());
      }
      await database.findSessionByCode(db, 'C5');
      const inviteeId = randomUUID();
      await database.addInvitees(db, facilitatorId, session, [
        { id: inviteeId, organisationId, accountId: null, address: 'x@example.nl' },
      ]);
      await own.do({ type: 'InviteToSession', sessionId: session.sessionId, receiverIds: [inviteeId] });
      await database.listInvitees(db, facilitatorId, session);
      await database.listInviteesToSend(db, session);
      await database.listInvitations(db, session);
      await database.listInvitations(db, { ...session, trajectoryId: ids[301]! });
      await database.listMailOutcomes(db, session.sessionId);
      await database.removeInvitee(db, facilitatorId, session, inviteeId);
      await own.do({ type: 'OpenSession', sessionId: session.sessionId });
      const live = new LiveDriver(db, session);
      const stepId = await live.writing(facilitatorId);
      for (let card = 0; card < 7; card += 1) {
        await live.do(
          {
            type: 'AddCard',
            cardId: randomUUID(),
            stepId,
            kind: 'signal',
            theme: 'housing',
            text: 'x',
            place: null,
            parentId: null,
            language: 'nl',
            ownerHash: 'a'.repeat(64),
          } as never,
          { participant: 'p', organisationId },
        );
      }
      const cardIds = Object.keys((await workflow.readLiveState(db, session))!.state.cards);
      await live.do(
        { type: 'MakeCluster', clusterId: randomUUID(), title: 'x', cardIds: cardIds.slice(0, 2) } as never,
        { facilitator: facilitatorId },
      );
      await database.readMinutes(db, session);
      for (const key of ['a', 'b']) {
        await workflow.beginEffect(db, key);
        await workflow.finishEffect(db, key, {});
      }
      await workflow.hasFired(db, { trajectoryId: ids[1]!, key: 'c', setSeq: 1 });
      await database.saveSignIn(db, Buffer.from('x'), facilitatorId, new Date());
      await database.findSignIn(db, Buffer.from('x'));
      await database.deleteSignIn(db, Buffer.from('x'));
      await database.findAccountByEmail(db, 'a@example.nl');
      await database.listImports(db);
      await database.listProgrammeReports(db);
    });
    expect(whole).toEqual([]);
  });

  it('[E95] so does the relay, though thousands of jobs wait for later', async () => {
    await owner.query(`insert into outbox (dedupe_key, job, payload) values ('due', 'imports.read', '{}')`);
    const { whole } = await planned(async (db) => {
      const added: string[] = [];
      const queues = {
        addAll: async (jobs: readonly { jobId: string }[]) => void added.push(...jobs.map(({ jobId }) => jobId)),
        areReachable: async () => true,
        close: async () => undefined,
      };
      const relay = startRelay({ pool: db.pool, queues, pollMs: 60_000 });
      await relay.flush();
      await relay.stop();
      expect(added).toContain('due');
    });
    expect(whole).toEqual([]);
  });
});
