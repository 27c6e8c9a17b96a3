import { randomUUID } from 'node:crypto';
import { AUDITED, AUDITED_EVENTS, type AuditItem } from '@buurtbalans/contracts';
import { noteAudit } from '@buurtbalans/database';
import { dayIn } from '@buurtbalans/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { card, type EngineUnderTest, envelope, startEngineUnderTest } from '../engine.testing.ts';

let engine: EngineUnderTest;
let session: { sessionId: string; token: string };
let owner: pg.Client;
beforeAll(async () => {
  engine = await startEngineUnderTest();
  session = await engine.opened('resident');
  owner = new pg.Client({ connectionString: engine.databaseUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await engine.stop();
});

type Row = Pick<AuditItem, 'kind' | 'action' | 'role' | 'lane' | 'subject'> & Record<string, unknown>;
/** What was recorded while something was done. */
async function recorded(work: () => Promise<unknown>): Promise<Row[]> {
  const { rows: before } = await owner.query<{ last: number }>('select coalesce(max(id), 0) as last from audit_entry');
  await work();
  return (
    await owner.query<Row>(
      'select kind, action, account_id, role, trajectory_id, session_id, lane, subject from audit_entry where id > $1 order by id',
      [before[0]!.last],
    )
  ).rows;
}
const read = (path: string) => engine.call('GET', path, { role: 'facilitator' });
const row = (kind: string, action: string, more: object = {}) => ({
  kind,
  action,
  account_id: engine.ids.facilitator,
  role: 'facilitator',
  trajectory_id: engine.trajectory.id,
  session_id: null,
  lane: null,
  subject: null,
  ...more,
});
const command = (body: object, role: 'facilitator' | 'programme_manager' = 'programme_manager') =>
  engine.call('POST', `/trajectories/${engine.trajectory.id}/commands`, { role, body: envelope(body) });

describe('[E270] what somebody reads', () => {
  it('is recorded with who, in which role and where, when the answer is there', async () => {
    const inSession = { session_id: session.sessionId, lane: 'resident' };
    const at = `/trajectories/${engine.trajectory.id}`;
    const asked: [string, ReturnType<typeof row>][] = [
      [`/sessions/${session.sessionId}/harvest`, row('contributions', 'readHarvest', inSession)],
      [`/sessions/${session.sessionId}/live?audience=facilitator`, row('contributions', 'readLive', inSession)],
      [`/sessions/${session.sessionId}/stream?audience=facilitator`, row('contributions', 'streamLive', inSession)],
      [`${at}/lanes/resident/contributions`, row('contributions', 'listLaneContributions', { lane: 'resident' })],
      [`${at}/minutes`, row('contributions', 'listMinutes')],
      [`${at}/journal.jsonl`, row('exports', 'exportJournal')],
    ];
    for (const [path, expected] of asked) {
      const rows = await recorded(async () => expect((await read(path)).status).toBe(200));
      expect(rows).toEqual([expected]);
    }
  });

  it('is no row where nothing is read: a refusal, a document that is not there, a page without contributions', async () => {
    const rows = await recorded(async () => {
      for (const [role, path, status] of [
        ['programme_manager', `/sessions/${session.sessionId}/harvest`, 403],
        ['administrator', `/trajectories/${engine.trajectory.id}/journal.jsonl`, 404],
        ['facilitator', `/trajectories/${engine.trajectory.id}/reports/${randomUUID()}/file`, 404],
        ['facilitator', `/trajectories/${engine.trajectory.id}`, 200],
      ] as const)
        expect((await engine.call('GET', path, { role })).status).toBe(status);
    });
    expect(rows).toEqual([]);
  });

  it('is not given when it cannot be recorded', async () => {
    await owner.query('alter table audit_entry add constraint closed check (false) not valid');
    const path = `/trajectories/${engine.trajectory.id}/lanes/professional/contributions`;
    const refused = await read(path);
    await owner.query('alter table audit_entry drop constraint closed');
    expect([refused.status, refused.body.code]).toEqual([500, 'SERVER.UNEXPECTED']);
    expect(refused.body).not.toHaveProperty('items');
    expect(await recorded(() => read(path))).toHaveLength(1);
  });
});

it('[E273] a participant is in no row, whatever is sent or read, nor is a public reader', async () => {
  const as = { token: session.token };
  const rows = await recorded(async () => {
    await engine.call('POST', `/sessions/${session.sessionId}/commands`, { ...as, body: card() });
    for (const path of ['live', 'stream', 'participation'])
      expect((await engine.call('GET', `/sessions/${session.sessionId}/${path}`, as)).status).toBe(200);
    await engine.call('GET', `/downloads/${'x'.repeat(72)}`);
  });
  expect(rows).toEqual([]);
});

it('[E274] what somebody reads again within a quarter of an hour is one row, and costs no statement', async () => {
  const { sessionId } = await engine.opened('professional');
  const path = `/sessions/${sessionId}/live?audience=projector`;
  // at once, and one after another
  expect(await recorded(() => Promise.all(Array.from({ length: 20 }, () => read(path))))).toHaveLength(1);
  expect(await recorded(() => read(path))).toEqual([]);
});

describe('[E271] what somebody changes', () => {
  it('is recorded for each event of a trajectory that changes rights, and for none that was refused', async () => {
    const accountId = randomUUID();
    const rows = await recorded(async () => {
      await command({ type: 'Appoint', accountId: engine.ids.facilitator, role: 'facilitator' });
      await engine.trajectory.do({ type: 'Appoint', accountId, role: 'research_adviser' }, engine.trajectory.manager);
      await engine.trajectory.do({ type: 'Dismiss', accountId, role: 'research_adviser' }, engine.trajectory.manager);
      await command({ type: 'Dismiss', accountId, role: 'research_adviser' });
    });
    const by = { account_id: engine.ids.programme_manager, role: 'programme_manager', subject: accountId };
    expect(rows).toEqual([row('rights', 'Appointed', by), row('rights', 'Dismissed', by)]);
  });

  it('is recorded of a file that is brought, and of a version of a template', async () => {
    const { template } = await engine
      .call('GET', '/templates/buurtbalans-kort/versions/1', { role: 'programme_manager' })
      .then(({ body }) => ({ template: body }));
    const rows = await recorded(async () => {
      const brought = await engine.call('POST', '/imports?kind=kwb&fileName=kwb.csv', {
        role: 'facilitator',
        body: 'code;inwoners\n',
        headers: { 'content-type': 'text/csv' },
      });
      expect(brought.status).toBe(200);
      const stored = await engine.call('POST', '/templates', {
        role: 'programme_manager',
        body: { template: { ...template, version: 9 } },
      });
      expect(stored.status).toBe(200);
    });
    const nowhere = { trajectory_id: null };
    expect(rows).toEqual([
      row('figures', 'startImport', { ...nowhere, subject: expect.any(String) }),
      row('templates', 'createTemplate', {
        ...nowhere,
        account_id: engine.ids.programme_manager,
        role: 'programme_manager',
        subject: 'buurtbalans-kort@9',
      }),
    ]);
  });

  it('is recorded of what becomes of a delivery, and is not there when the change is taken back', async () => {
    const id = randomUUID();
    await owner.query(
      `insert into delivery (id, kind, state, origin, file_name, bytes) values ($1, 'kwb', 'proposed', 'upload', 'a.csv', 1)`,
      [id],
    );
    const update = `update delivery set state = 'discarded', ended_by = $2, ended_at = now() where id = $1`;
    const by = [id, engine.ids.research_adviser];
    expect(
      await recorded(async () => {
        await owner.query('begin');
        await owner.query(update, by);
        await owner.query('rollback');
      }),
    ).toEqual([]);
    const rows = await recorded(async () => {
      const answer = await engine.call('POST', `/deliveries/${id}/discard`, { role: 'research_adviser' });
      expect(answer.status).toBe(200);
    });
    expect(rows).toMatchObject([
      { kind: 'figures', action: 'discardDelivery', account_id: by[1], role: 'research_adviser', subject: id },
    ]);
  });

  it('is of the kinds that the table of endpoints says', async () => {
    const { rows } = await owner.query<{ src: string }>(
      `select prosrc as src from pg_proc where proname in ('audit_delivery', 'audit_hold', 'audit_import', 'audit_template')`,
    );
    const { rows: triggers } = await owner.query<{ def: string }>(
      `select pg_get_triggerdef(oid) as def from pg_trigger where tgname = 'audit_journal'`,
    );
    // rights outside trajectories are recorded by what changes them, which tells its own tests by what name
    for (const [id, audited] of Object.entries(AUDITED))
      if (audited && 'changes' in audited && audited.changes.length === 1 && audited.changes[0] !== 'rights')
        expect(rows.some(({ src }) => src.includes(`'${id}'`) && src.includes(`'${audited.changes[0]}'`))).toBe(true);
    for (const type of Object.keys(AUDITED_EVENTS)) expect(triggers[0]!.def).toContain(`'${type}'`);
  });
});

describe('[E276] an administrator', () => {
  const list = async (query = '') =>
    (await engine.call('GET', `/audit${query}`, { role: 'administrator' })).body as unknown as {
      items: AuditItem[];
      next: number | null;
    };

  it('finds rows by person, kind, trajectory and days, page by page, with names', async () => {
    const [accountId, trajectoryId] = [engine.ids.stakeholder, randomUUID()];
    for (let index = 0; index < 60; index += 1)
      await noteAudit(engine.db.query, {
        kind: index % 2 ? 'exports' : 'documents',
        action: 'readReportFile',
        accountId,
        role: 'stakeholder',
        trajectoryId,
        subject: randomUUID(),
      });
    const first = await list(`?accountId=${accountId}`);
    expect(first.items[0]).toMatchObject({ account: { id: accountId, name: 'stakeholder' }, trajectoryId });
    const second = await list(`?accountId=${accountId}&before=${first.next}`);
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 10, null]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(60);
    expect((await list(`?trajectoryId=${trajectoryId}&kind=exports`)).items).toHaveLength(30);
    expect((await list(`?trajectoryId=${trajectoryId}&until=${dayIn(-2)}`)).items).toEqual([]);
    expect((await list(`?trajectoryId=${trajectoryId}&from=${dayIn(-2)}`)).items).toHaveLength(50);
    const whole = await engine.call('GET', `/audit/export?trajectoryId=${trajectoryId}`, { role: 'administrator' });
    expect(whole.body.items).toHaveLength(60);
  });
});
