import { jobDefinitions, type QueueName } from '@buurtbalans/contracts';
import { BullModule, BullRegistrar, getQueueToken } from '@nestjs/bullmq';
import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import type { QueueOptions } from '../backend.ts';
import { jobBoardOf } from '../job-board.ts';
import { type OpenQueues, openQueues } from '../open-queues.ts';
import { createQueues, type Queues, type RetryOptions } from '../queues.ts';
import { StandingQueue } from '../standing-queue.ts';
import { StandingWorker } from '../standing-worker.ts';
import { JobRegistry, type ProcessingOptions } from './job-registry.ts';
import { OutboxRelay } from './outbox-relay.ts';

/** Names under which a program gets what is not a class: {@link Queues}, and the `JobBoard` of administrators. */
export const QUEUES = Symbol('queues');
export const JOB_BOARD = Symbol('job board');

const names: readonly QueueName[] = [...new Set(Object.values(jobDefinitions).map(({ queue }) => queue))];

/** Names under which Nest hands out each queue of BullMQ. */
export const queueTokens: readonly string[] = names.map((name) => getQueueToken(name));

/** `@nestjs/bullmq` with queues and workers that outlive their database: bare, its worker spins for ever without one. */
export class QueueModule {
  /** For a program that adds jobs: {@link QUEUES}, {@link OutboxRelay}, {@link JOB_BOARD}, and each queue by its token. */
  static forJobs(options: QueueOptions & { readonly retry?: RetryOptions }): DynamicModule {
    // of their own, with a connection each: who looks at the queues does not disturb the relay
    const shown = openQueues({ connections: 1, ...options });
    return {
      module: QueueModule,
      imports: [bull(shown), BullModule.registerQueue(...names.map((name) => ({ name })))],
      providers: [
        { provide: QUEUES, useFactory: () => closing(createQueues(options)) },
        { provide: OutboxRelay, useFactory: (queues: Queues) => new OutboxRelay(queues), inject: [QUEUES] },
        { provide: JOB_BOARD, useFactory: () => closing(jobBoardOf(shown)) },
      ],
      exports: [QUEUES, OutboxRelay, JOB_BOARD, BullModule],
    };
  }

  /** For a program that does jobs: every provider that is a `JobHost` gets its worker. */
  static forProcessors(options: QueueOptions & ProcessingOptions): DynamicModule {
    const { jobs, onReport, ...where } = options;
    return {
      module: QueueModule,
      imports: [DiscoveryModule, bull(where), BullModule.registerQueue()],
      providers: [
        {
          provide: JobRegistry,
          useFactory: (discovery: DiscoveryService, registrar: BullRegistrar) =>
            new JobRegistry(discovery, registrar, { jobs, ...(onReport && { onReport }) }),
          inject: [DiscoveryService, BullRegistrar],
        },
      ],
    };
  }
}
Module({})(QueueModule);

/** Its settings, before anything is registered: our classes behind it, and workers that begin when {@link JobRegistry} says so. */
function bull(connection: OpenQueues | QueueOptions): DynamicModule {
  BullModule.queueClass = StandingQueue as never;
  BullModule.workerClass = StandingWorker as never;
  return BullModule.forRoot({ connection: connection as never, extraOptions: { manualRegistration: true } });
}

/** Closed by Nest with the program, when nothing uses it any more. */
function closing<T extends { close(): Promise<void> }>(it: T): T & OnApplicationShutdown {
  return Object.assign(it, { onApplicationShutdown: () => it.close() });
}
