import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { jobDefinitions } from '@buurtbalans/contracts';
import { dropQueues, useDatabase } from '@buurtbalans/testing';
import { hostJob } from '@buurtbalans/testing/jobs';
import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Queue } from 'bullmq';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createQueues } from '../queues.ts';
import { Handles } from './handles.ts';
import { JobHost } from './job-host.ts';
import { QueueModule, queueTokens } from './queue.module.ts';

const test = useDatabase();
const newJob = () => {
  const importId = randomUUID();
  return { job: 'imports.read', jobId: `import-${importId}`, payload: { importId } } as const;
};

class Reads extends JobHost<'imports.read'> {
  async handle(): Promise<void> {}
}
Handles('imports.read')(Reads);
class ReadsToo extends Reads {}
class Renders extends JobHost<'programme.render'> {
  async handle(): Promise<void> {}
}
Handles('programme.render')(Renders);
class Forgotten extends JobHost<'shares.send'> {
  async handle(): Promise<void> {}
}

const started = (imports: object[], providers: (new () => object)[] = []): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(
    { module: class Program {}, imports: imports as never, providers },
    { logger: false, abortOnError: false },
  );

/** Stands before the database of the test: shut, it hangs up on everybody. */
class Door {
  isOpen = false;
  asked = 0;
  readonly #server: Server;

  private constructor() {
    const { hostname, port } = new URL(test.url);
    this.#server = createServer((inside) => {
      this.asked += 1;
      if (!this.isOpen) return inside.destroy();
      const outside = connect(Number(port), hostname);
      inside.pipe(outside).pipe(inside);
      for (const side of [inside, outside]) side.on('error', () => [inside, outside].forEach((one) => one.destroy()));
    });
  }

  static async shut(): Promise<Door> {
    const door = new Door();
    await once(door.#server.listen(0, '127.0.0.1'), 'listening');
    return door;
  }

  /** The database, as it is reached through this. */
  get url(): string {
    const url = new URL(test.url);
    url.host = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return url.href;
  }

  close(): void {
    this.#server.close();
  }
}

describe('a program that does jobs', () => {
  const processing = () => QueueModule.forProcessors({ databaseUrl: test.url, jobs: ['imports.read'] });

  it.each([
    ['no processor', [], 'imports.read (0 instead of 1)'],
    ['two', [Reads, ReadsToo], 'imports.read (2 instead of 1)'],
    ['one of a job that it does not do', [Reads, Renders], 'programme.render (1 instead of 0)'],
    ['one without its job', [Reads, Forgotten], 'a class without @Handles (1 instead of 0)'],
  ])('[E130] does not start with %s, and says which', async (_what, providers, told) => {
    await expect(started([processing()], providers)).rejects.toThrow(
      `each job has exactly one processor, and no other has any: ${told}`,
    );
  });

  it('[E130] starts with one each, and takes no job before everything else has begun', async () => {
    const begun: string[] = [];
    class Watched extends JobHost<'imports.read'> {
      async handle(): Promise<void> {}
      onModuleInit(): void {
        begun.push(...(this.isWorking() ? ['too early'] : ['waits']));
      }
      isWorking(): boolean {
        try {
          return this.worker !== undefined;
        } catch {
          return false;
        }
      }
    }
    Handles('imports.read')(Watched);
    const app = await started([processing()], [Watched]);
    expect([begun, app.get(Watched).isWorking()]).toEqual([['waits'], true]);
    await app.close();
  });

  it('[E132] whose database is away at its start takes its jobs once that is there, and asks no more often than it should', async () => {
    const door = await Door.shut();
    const done: string[] = [];
    const program = await hostJob('imports.read', async ({ importId }) => void done.push(importId), {
      databaseUrl: door.url,
    });
    const job = newJob();
    const queues = createQueues({ databaseUrl: test.url });
    await queues.addAll([job]);
    // twice opened anew; a worker that spins has asked hundreds of times by then, if it lets anybody look
    await expect.poll(() => door.asked).toBeGreaterThan(4);
    expect(door.asked).toBeLessThan(20);
    expect(done).toEqual([]);
    door.isOpen = true;
    await expect.poll(() => done).toEqual([job.payload.importId]);
    await Promise.all([program.close(), queues.close()]);
    door.close();
  });
});

describe('a queue as Nest hands it out', () => {
  it('[E133] opens nothing before it is asked, and works through the loss of its schema', async () => {
    const app = await started([QueueModule.forJobs({ databaseUrl: test.url, connections: 1 })]);
    const owner = new pg.Client({ connectionString: test.url });
    await owner.connect();
    const sessions = async (): Promise<number> =>
      (
        await owner.query<{ count: number }>(
          `select count(*)::int as count from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
        )
      ).rows[0]!.count;
    expect(await sessions()).toBe(0);
    const [queue, other] = [app.get<Queue>(getQueueToken('imports')), app.get<Queue>(queueTokens[0]!)];
    expect([queue.name, queueTokens.length]).toEqual([
      'imports',
      new Set(Object.values(jobDefinitions).map(({ queue: name }) => name)).size,
    ]);
    expect(await sessions()).toBe(0);
    await queue.add('imports.read', newJob().payload);
    expect(await queue.getJobCounts('wait')).toEqual({ wait: 1 });
    await dropQueues((sql) => owner.query(sql));
    expect(await queue.getJobCounts('wait')).toEqual({ wait: 0 });
    await queue.add('imports.read', newJob().payload);
    expect(await queue.getJobCounts('wait')).toEqual({ wait: 1 });
    expect(await other.isPaused()).toBe(false);
    expect(await sessions()).toBeGreaterThan(0);
    await app.close();
    await expect.poll(sessions).toBe(0);
    await owner.end();
  });

  it('[E133] refuses while its database is away, and works once that is there', async () => {
    const door = await Door.shut();
    const app = await started([QueueModule.forJobs({ databaseUrl: door.url })]);
    const queue = app.get<Queue>(getQueueToken('shares'));
    await expect(queue.getJobCounts('wait')).rejects.toThrow();
    door.isOpen = true;
    expect(await queue.getJobCounts('wait')).toEqual({ wait: 0 });
    await app.close();
    door.close();
  });
});
