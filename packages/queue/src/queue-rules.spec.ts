import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, startTestRedis, type TestDatabase, type TestRedis } from '@buurtbalans/testing';
import { hostJob, type HostedJob } from '@buurtbalans/testing/jobs';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { JobGivenUp, JobLater } from './job-outcome.ts';
import type { JobBoard } from './job-board.ts';
import { JOB_BOARD, QueueModule, QUEUES } from './nest/queue.module.ts';
import { createQueues, type NewJob, type Queues } from './queues.ts';
import { type Relay, startRelay } from './relay.ts';

const newJob = (importId: string = randomUUID()): NewJob & { payload: { importId: string } } => ({
  job: 'imports.read',
  jobId: `import-${importId}`,
  payload: { importId },
});

/** The rules that queues keep, whichever backend holds them; jobs are added and done by programs of Nest, as in the product. */
export function queueRules(backend: 'PostgreSQL' | 'Redis'): void {
  let test: TestDatabase;
  let pool: pg.Pool;
  let redis: TestRedis | undefined;
  let options: { databaseUrl: string; queueUrl?: string };
  let program: INestApplicationContext;
  let queues: Queues;
  let board: JobBoard;
  const open: Promise<HostedJob>[] = [];
  const processes: ChildProcess[] = [];

  beforeAll(async () => {
    test = await createTestDatabase();
    pool = new pg.Pool({ connectionString: test.url });
    redis = backend === 'Redis' ? await startTestRedis() : undefined;
    options = { databaseUrl: test.url, ...(redis ? { queueUrl: redis.url } : {}) };
    program = await NestFactory.createApplicationContext(
      QueueModule.forJobs({ ...options, retry: { attempts: 3, delayMs: 100 } }),
      { logger: false, abortOnError: false },
    );
    [queues, board] = [program.get<Queues>(QUEUES), program.get<JobBoard>(JOB_BOARD)];
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map(async (worker) => (await worker).close()));
    for (const child of processes.splice(0)) child.kill('SIGKILL');
  });
  afterAll(async () => {
    await program.close();
    await pool.end();
    await redis?.stop();
    await test.drop();
  });

  type Hosting = Parameters<typeof hostJob<'imports.read'>>;
  function working(handle: Hosting[1], more: Partial<Hosting[2]> = {}): void {
    open.push(hostJob('imports.read', handle, { ...options, ...more }));
  }
  /** A worker that writes down what it does. */
  function recording(more: Partial<Hosting[2]> = {}): string[] {
    const done: string[] = [];
    working(async ({ importId }) => void done.push(importId), more);
    return done;
  }
  const put = (importId: string): Promise<unknown> =>
    pool.query(`insert into outbox (dedupe_key, job, payload) values ($1, 'imports.read', $2)`, [
      `import-${importId}`,
      { importId },
    ]);
  const failedHere = async (jobId: string) =>
    (await board.failed('imports', { limit: 1_000 }))!.find(({ id }) => id === jobId);

  it('[E20] a job that is added again while it waits or runs is one job', async () => {
    const job = newJob();
    await queues.addAll([job, job]);
    await queues.addAll([job]);
    const begun: string[] = [];
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    working(async ({ importId }) => {
      begun.push(importId);
      await finished;
    });
    await expect.poll(() => begun.length).toBe(1);
    await queues.addAll([job]);
    finish();
    await sleep(700);
    expect(begun).toEqual([job.payload.importId]);
  });

  it('[E21] a job that comes again after it was done runs again: only its receipt knows better', async () => {
    const job = newJob();
    const done = recording();
    await queues.addAll([job]);
    await expect.poll(() => done.length).toBe(1);
    // its completion is written after the handler has ended
    await sleep(300);
    await queues.addAll([job]);
    await expect.poll(() => done.length).toBe(2);
    expect(done).toEqual([job.payload.importId, job.payload.importId]);
  });

  it('[E22] a failing job is tried again, waits longer each time, and is kept with its reason and nothing that somebody wrote', async () => {
    const job = newJob();
    const tried: number[] = [];
    working(async () => {
      tried.push(Date.now());
      throw new Error('meneer Jansen, nr. 12');
    });
    await queues.addAll([job]);
    await expect.poll(() => failedHere(job.jobId)).toBeDefined();
    const [first = 0, second = 0, third = 0] = tried;
    expect(tried).toHaveLength(3);
    expect(second - first).toBeGreaterThanOrEqual(95);
    expect(third - second).toBeGreaterThanOrEqual(190);
    const kept = (await failedHere(job.jobId))!;
    expect(kept).toMatchObject({
      queue: 'imports',
      job: 'imports.read',
      ids: job.payload,
      attempts: 3,
      code: 'JOB.UNEXPECTED',
      detail: expect.stringMatching(/^Error · queue-rules\.spec\.ts:\d+$/),
    });
    expect(Math.abs(Date.now() - kept.failedAt.getTime())).toBeLessThan(10_000);
    if (backend === 'PostgreSQL')
      expect((await pool.query(`select 1 from bullmq.job where job::text like '%Jansen%'`)).rowCount).toBe(0);
  });

  it('[E85] a job that has to wait comes again, more often than a failing one is tried, and has not failed', async () => {
    const job = newJob();
    const reports: string[] = [];
    let left = 5;
    working(
      async () => {
        if ((left -= 1) >= 0) throw new JobLater(50, Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
      },
      { onReport: ({ outcome, reason = '' }) => reports.push(`${outcome} ${reason.split(' ')[0]}`.trim()) },
    );
    await queues.addAll([job]);
    await expect.poll(() => reports.at(-1)).toBe('done');
    expect(reports).toEqual([...Array<string>(5).fill('later JOB.CONNECTION'), 'done']);
    expect(await failedHere(job.jobId)).toBeUndefined();
  });

  it('[E85] a job that is given up is kept as failed at once, with its cause', async () => {
    const job = newJob();
    let tried = 0;
    working(async () => {
      tried += 1;
      throw new JobGivenUp(Object.assign(new Error('meneer Jansen'), { code: 'MAIL.REFUSED' }));
    });
    await queues.addAll([job]);
    await expect
      .poll(() => failedHere(job.jobId))
      .toMatchObject({ code: 'MAIL.REFUSED', detail: expect.not.stringContaining('Jansen') });
    expect(tried).toBe(1);
  });

  it('[E22] a payload that does not fit its job fails at once', async () => {
    const job = { ...newJob(), payload: { importId: 'Jansen' } };
    const done = recording();
    await queues.addAll([job]);
    await expect.poll(() => failedHere(job.jobId)).toBeDefined();
    expect(await failedHere(job.jobId)).toMatchObject({
      ids: {},
      attempts: 1,
      code: 'JOB.PAYLOAD_INVALID',
      detail: 'importId',
    });
    expect(done).toEqual([]);
  });

  it('[E23] a job that is kept as failed makes place when it is asked for again, and can be retried or discarded', async () => {
    const [again, retried, discarded] = [newJob(), newJob(), newJob()];
    const done: string[] = [];
    let isMended = false;
    working(async ({ importId }) => {
      if (!isMended)
        throw Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:25'), {
          code: 'ECONNREFUSED',
          syscall: 'connect',
        });
      done.push(importId);
    });
    await queues.addAll([again, retried, discarded]);
    for (const { jobId } of [again, retried, discarded])
      await expect
        .poll(() => failedHere(jobId))
        .toMatchObject({ code: 'JOB.CONNECTION', detail: expect.stringContaining('ECONNREFUSED 127.0.0.1:25') });
    const before = (await board.queues()).find(({ name }) => name === 'imports')!;
    isMended = true;
    await queues.addAll([again]);
    expect(await board.retry('imports', retried.jobId)).toBe('done');
    expect(await board.discard('imports', discarded.jobId)).toBe('done');
    await expect.poll(() => done.length).toBe(2);
    expect(done.sort()).toEqual([again.payload.importId, retried.payload.importId].sort());
    await expect
      .poll(async () => (await board.queues()).find(({ name }) => name === 'imports'))
      .toMatchObject({
        jobs: ['imports.read'],
        waiting: 0,
        active: 0,
        delayed: 0,
        failed: before.failed - 3,
        completed: before.completed + 2,
      });
    expect([
      await board.retry('imports', discarded.jobId),
      await board.discard('imports', retried.jobId),
      await board.retry('nowhere', again.jobId),
    ]).toEqual(['not_found', 'not_failed', 'not_found']);
    expect(await board.failed('nowhere')).toBeUndefined();
  });

  it('[E23] a retried job has all its attempts again', async () => {
    const job = newJob();
    let tried = 0;
    working(async () => {
      tried += 1;
      throw new Error('again');
    });
    await queues.addAll([job]);
    await expect.poll(() => failedHere(job.jobId)).toBeDefined();
    expect(await board.retry('imports', job.jobId)).toBe('done');
    await expect.poll(() => tried).toBe(6);
    await expect.poll(() => failedHere(job.jobId)).toMatchObject({ attempts: 3 });
  });

  /** A worker process, and what it says of the jobs it begins and ends. */
  function workerProcess(mode: 'hang' | 'block'): { child: ChildProcess; said: { began?: string; ended?: string }[] } {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'worker.testing.ts'), mode, options.databaseUrl, options.queueUrl ?? ''],
      { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
    );
    processes.push(child);
    const said: { began?: string; ended?: string }[] = [];
    child.on('message', (message) => said.push(message as { began?: string }));
    return { child, said };
  }

  it('[E24] the job of a killed worker is taken over within twenty seconds', async () => {
    const job = newJob();
    const { child, said } = workerProcess('hang');
    await queues.addAll([job]);
    await expect.poll(() => said).toEqual([{ began: job.payload.importId }]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const from = Date.now();
    const done = recording();
    await expect.poll(() => done, { interval: 100 }).toEqual([job.payload.importId]);
    expect(Date.now() - from).toBeLessThan(20_000);
  }, 45_000);

  it('[E25] a worker that is blocked past its lock loses its job, and its late end changes nothing of the outcome', async () => {
    const job = newJob();
    const { said } = workerProcess('block');
    await queues.addAll([job]);
    await expect.poll(() => said).toEqual([{ began: job.payload.importId }]);
    const done = recording({ lockMs: 1_000, stalledMs: 500 });
    // the successor is through while the blocked one still holds on: twice begun, so that receipts must decide
    await expect.poll(() => done.length).toBe(1);
    expect(said).toHaveLength(1);
    await expect.poll(() => said).toContainEqual({ ended: job.payload.importId });
    await sleep(500);
    expect(await failedHere(job.jobId)).toBeUndefined();
    expect(await board.retry('imports', job.jobId)).toBe('not_failed');
  });

  it('[E24] a worker that stops lets its job finish', async () => {
    const job = newJob();
    const said: string[] = [];
    const worker = await hostJob(
      'imports.read',
      async () => {
        said.push('began');
        await sleep(2_500);
        said.push('ended');
      },
      options,
    );
    await queues.addAll([job]);
    await expect.poll(() => said).toEqual(['began']);
    await worker.close();
    expect(said).toEqual(['began', 'ended']);
    const done = recording({ stalledMs: 500 });
    await sleep(1_500);
    expect(done).toEqual([]);
  });

  it('[E26] jobs that come twice, late and in any order run once each', async () => {
    const jobs = Array.from({ length: 30 }, () => newJob());
    await queues.addAll([...jobs].reverse());
    await queues.addAll([...jobs, ...jobs.slice(0, 10)]);
    const late = newJob();
    await pool.query(
      `insert into outbox (dedupe_key, job, payload, due) values ($1, 'imports.read', $2, now() - interval '7 days')`,
      [late.jobId, late.payload],
    );
    const relay = startRelay({ pool, queues, pollMs: 60_000 });
    expect(await relay.flush()).toBe(1);
    const done = recording({ concurrency: 3 });
    await expect.poll(() => done.length).toBe(31);
    await sleep(300);
    await relay.stop();
    expect([...done].sort()).toEqual([...jobs, late].map(({ payload }) => payload.importId).sort());
  });

  it('[E27] several relays and workers on one database do each row once', async () => {
    const ids = Array.from({ length: 250 }, () => randomUUID());
    for (const id of ids) await put(id);
    const producers = [queues, createQueues(options), createQueues(options)];
    const relays: Relay[] = producers.map((each) => startRelay({ pool, queues: each, pollMs: 60_000 }));
    const done = [recording({ concurrency: 4 }), recording({ concurrency: 4 })];
    const moved = await Promise.all(relays.map((relay) => relay.flush()));
    expect(moved.reduce((sum, each) => sum + each, 0)).toBe(250);
    await expect.poll(() => done.flat().length).toBe(250);
    expect(done.flat().sort()).toEqual([...ids].sort());
    expect((await pool.query('select count(*)::int as left from outbox')).rows).toEqual([{ left: 0 }]);
    await Promise.all(relays.map((relay) => relay.stop()));
    await Promise.all(producers.slice(1).map((each) => each.close()));
  });
}
