import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  beginReport,
  type Database,
  finishReport,
  openDatabase,
  readJournal,
  readReportFile,
} from '@buurtbalans/database';
import { createQueues, type Queues, type Relay, startRelay } from '@buurtbalans/queue';
import { RenderProcess } from '@buurtbalans/reports';
import { createTestDatabase, StoredTrajectoryDriver, type TestDatabase } from '@buurtbalans/testing';
import { hostJob } from '@buurtbalans/testing/jobs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReportsRenderProcessor } from '../../apps/worker/src/jobs/reports-render.processor.ts';
import { asOwner } from './as-owner.ts';
import { startChild } from './child.ts';

/** What lets a child do a job of the worker from its source. */
const COMPILED = ['--import', join(import.meta.dirname, 'children', 'compile-worker.ts')];

let test: TestDatabase;
let db: Database;
let queues: Queues;
let relay: Relay;
let trajectory: StoredTrajectoryDriver;

beforeEach(async () => {
  test = await createTestDatabase();
  db = openDatabase({ url: test.url });
  queues = createQueues({ databaseUrl: test.url });
  relay = startRelay({ pool: db.pool, queues, pollMs: 60_000 });
  trajectory = await new StoredTrajectoryDriver(db, { facilitatorId: randomUUID(), managerId: randomUUID() }).begin(
    'Slotermeer',
  );
});
afterEach(async () => {
  await relay.stop();
  await queues.close();
  await db.close();
  await test.drop();
});

const sha256 = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

async function requested(format: 'pdf' | 'html' = 'html', language: 'nl' | 'en' = 'nl'): Promise<string> {
  const reportId = randomUUID();
  await trajectory.do({ type: 'RequestReport', reportId, document: 'profile', format, language });
  return reportId;
}

type RenderJob = Parameters<ReportsRenderProcessor['handle']>[0];
const apart = new RenderProcess();
const handle = (job: RenderJob): Promise<void> => new ReportsRenderProcessor(db, apart).handle(job);
const render = (reportId: string): Promise<void> => handle({ trajectoryId: trajectory.id, reportId });

/** Hashes recorded for a document, and the hash of the file as it is stored. */
async function outcome(reportId: string): Promise<{ recorded: string[]; stored: string | undefined }> {
  const journal = await readJournal(db, trajectory.id);
  const recorded = journal.flatMap((entry) =>
    entry.type === 'ReportRecorded' && entry.data.reportId === reportId ? [entry.data.sha256] : [],
  );
  const file = await readReportFile(db, trajectory.id, reportId);
  return { recorded, stored: file && sha256(file.body) };
}

async function once(reportId: string): Promise<string> {
  const { recorded, stored } = await outcome(reportId);
  expect(recorded).toEqual([stored]);
  return stored!;
}

const fileOf = (text: string) => ({
  mime: 'text/html',
  fileName: 'x.html',
  body: Buffer.from(text),
  sha256: sha256(Buffer.from(text)),
  pages: 1,
});
const outboxRows = async (): Promise<number> =>
  (await db.pool.query<{ count: number }>('select count(*)::int as count from outbox')).rows[0]!.count;

describe('documents', () => {
  it('[E42] are made once, when the process that added the job was killed before it deleted the row', async () => {
    const reportId = await requested();
    const child = startChild('killed-relay.child.ts', { DATABASE_URL: test.url });
    expect(await child.line()).toBe('added');
    expect(await relay.flush()).toBe(0);
    await child.kill();
    await expect.poll(() => relay.flush()).toBe(1);
    expect(await outboxRows()).toBe(0);
    const worker = await hostJob('reports.render', handle, { databaseUrl: test.url });
    await expect.poll(async () => (await outcome(reportId)).recorded.length).toBe(1);
    // once more, when the job is done already
    await db.pool.query(`insert into outbox (dedupe_key, job, payload) values ($1, 'reports.render', $2)`, [
      `report-${reportId}.${trajectory.id}`,
      { reportId, trajectoryId: trajectory.id },
    ]);
    expect(await relay.flush()).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await worker.close();
    await once(reportId);
  });

  it('[E43] of a stalled worker are refused once its successor has begun', async () => {
    const reportId = await requested();
    const stalled = await beginReport(db, trajectory.id, reportId);
    const successor = await beginReport(db, trajectory.id, reportId);
    expect(await finishReport(db, reportId, stalled!, fileOf('from the stalled one'))).toBe(false);
    expect(await finishReport(db, reportId, successor!, fileOf('from its successor'))).toBe(true);
    expect(await finishReport(db, reportId, stalled!, fileOf('from the stalled one, later'))).toBe(false);
    await render(reportId);
    expect(await once(reportId)).toBe(fileOf('from its successor').sha256);
  });

  it('[E43] finished by a worker that was killed before it told so are told by its successor, unchanged', async () => {
    const reportId = await requested();
    const killed = await beginReport(db, trajectory.id, reportId);
    await finishReport(db, reportId, killed!, fileOf('made, and not told'));
    // two successors at once, as after a second stall
    await Promise.all([render(reportId), render(reportId)]);
    expect(await once(reportId)).toBe(fileOf('made, and not told').sha256);
  });

  it(
    '[E43] whose worker is killed in the middle of the PDF, and whose next one is killed there too, are made by the third',
    { timeout: 60_000 },
    async () => {
      const reportId = await requested('pdf');
      await relay.flush();
      for (let killed = 0; killed < 2; killed += 1) {
        const child = startChild('stopped-worker.child.ts', { DATABASE_URL: test.url }, COMPILED);
        expect(await child.line()).toBe('rendering');
        await child.kill();
        expect(await outcome(reportId)).toEqual({ recorded: [], stored: undefined });
      }
      const worker = await hostJob('reports.render', handle, {
        databaseUrl: test.url,
        lockMs: 2_000,
        stalledMs: 1_000,
      });
      await expect.poll(async () => (await outcome(reportId)).recorded.length, { interval: 200 }).toBe(1);
      await worker.close();
      await once(reportId);
    },
  );

  it(
    '[E43] are recorded once with the hash of their file when a worker is blocked past its lock and comes back',
    { timeout: 60_000 },
    async () => {
      const reportId = await requested('pdf');
      await relay.flush();
      const blocked = startChild('blocked-worker.child.ts', { DATABASE_URL: test.url }, COMPILED);
      expect(await blocked.line()).toBe('blocked');
      const worker = await hostJob('reports.render', handle, { databaseUrl: test.url });
      // the successor finishes while the first stands still; then the first wakes up and finishes too
      await expect
        .poll(async () => (await outcome(reportId)).recorded.length, { timeout: 40_000, interval: 200 })
        .toBe(1);
      expect(await blocked.line()).toBe('finished');
      await blocked.kill();
      await worker.close();
      await once(reportId);
    },
  );

  it('[E45] are made once, as of their request, from jobs that come twice, in another order and late', async () => {
    const [first, second] = [await requested('html', 'nl'), await requested('html', 'en')];
    await trajectory.do({ type: 'WriteQuestion', text: 'Een andere vraag, van later' });
    await trajectory.do({ type: 'Pause', reason: 'zomer' });
    // the rows lay there for a week
    await db.pool.query(`update outbox set due = now() - interval '7 days', created_at = now() - interval '7 days'`);
    await Promise.all([second, first, second, first].map(render));
    await render(first);
    await once(first);
    await once(second);
    const file = await readReportFile(db, trajectory.id, first);
    expect(file!.body.toString()).not.toContain('van later');
    expect(await relay.flush()).toBe(2);
    const worker = await hostJob('reports.render', handle, { databaseUrl: test.url });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await worker.close();
    await once(first);
  });

  it('[E49] that find no room stay requested, and are made once there is', async () => {
    const reportId = await requested();
    // the error that PostgreSQL gives when its disk is full, at the moment at which the file is written
    await asOwner(
      test.url,
      `create function full_disk() returns trigger language plpgsql as $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
      create trigger full_disk before update of body on report_document for each row when (new.body is not null) execute function full_disk()`,
    );
    await expect(render(reportId)).rejects.toThrow('No space left');
    expect(await outcome(reportId)).toEqual({ recorded: [], stored: undefined });
    await asOwner(test.url, 'drop trigger full_disk on report_document');
    await render(reportId);
    await once(reportId);
  });
});
