import { randomUUID } from 'node:crypto';
import { jobDefinitions } from '@buurtbalans/contracts';
import type { Database } from '@buurtbalans/database';
import { createLog } from '@buurtbalans/logging';
import { createQueues, type Queues } from '@buurtbalans/queue';
import { Handles, JobHost } from '@buurtbalans/queue/nest';
import { loadHouseStyle } from '@buurtbalans/reports';
import { useDatabase } from '@buurtbalans/testing';
import type { DynamicModule, Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportsReadProcessor } from './jobs/imports-read.processor.ts';
import { readConfig } from './platform/config.ts';
import { DATABASE } from './platform/tokens.ts';
import { WorkerModule } from './worker.module.ts';

const test = useDatabase();
const lines: { event: string; job?: string }[] = [];
const log = createLog({
  program: 'worker',
  threshold: 'debug',
  write: (line) => void lines.push(JSON.parse(line) as { event: string }),
});
let whole: DynamicModule;
let queues: Queues;
beforeAll(async () => {
  whole = WorkerModule.with(readConfig({ DATABASE_URL: test.url }), await loadHouseStyle(undefined), log);
  queues = createQueues({ databaseUrl: test.url });
});
afterAll(() => queues.close());

/** The worker, with other providers than its own. */
const start = (providers: Provider[]) =>
  NestFactory.createApplicationContext({ ...whole, providers }, { logger: false, abortOnError: false });

describe('the worker', () => {
  it('[E130] does not start when a job of the contract has no processor, or two, and says which', async () => {
    const own = whole.providers!;
    const others = own.filter((one) => one !== ImportsReadProcessor);
    expect(others).toHaveLength(own.length - 1);
    await expect(start(others)).rejects.toThrow(/imports\.read \(0 instead of 1\)$/);
    class Second extends ImportsReadProcessor {}
    await expect(start([...own, Second])).rejects.toThrow(/imports\.read \(2 instead of 1\)$/);
    const app = await start([...own]);
    await app.close();
    expect(Object.keys(jobDefinitions)).toHaveLength(8);
  });

  it('[E131] lets the jobs under way end before it closes what they work with', async () => {
    const happened: string[] = [];
    const going = Promise.withResolvers<void>();
    class Slow extends JobHost<'imports.read'> {
      async handle(): Promise<void> {
        happened.push('began');
        await going.promise;
        await db.pool.query('select 1');
        happened.push('ended');
      }
    }
    Handles('imports.read')(Slow);
    const app = await start([...whole.providers!.filter((one) => one !== ImportsReadProcessor), Slow]);
    const db = app.get<Database>(DATABASE);
    const close = db.close.bind(db);
    Object.assign(db, {
      close: () => {
        happened.push('closed');
        return close();
      },
    });
    const importId = randomUUID();
    await queues.addAll([{ job: 'imports.read', jobId: `import-${importId}`, payload: { importId } }]);
    await expect.poll(() => happened).toEqual(['began']);
    const closed = app.close();
    // it has been told to stop, and waits; only then may the job go on
    setImmediate(going.resolve);
    await closed;
    expect(happened).toEqual(['began', 'ended', 'closed']);
    expect(lines).toContainEqual(expect.objectContaining({ event: 'job done', job: 'imports.read' }));
  });
});
