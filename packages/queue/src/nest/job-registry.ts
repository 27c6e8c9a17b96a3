import type { JobName } from '@buurtbalans/contracts';
import type { BullRegistrar } from '@nestjs/bullmq';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import { handledBy } from './handled-by.ts';
import { JobHost, type JobReport } from './job-host.ts';

/** Which jobs a program does, and who hears of them. */
export interface ProcessingOptions {
  /** Each has to have exactly one processor. */
  readonly jobs: readonly JobName[];
  readonly onReport?: (report: JobReport) => void;
}

/**
 * The processors of a program. Their workers begin once everything else has begun, and only when each job has its one
 * processor; they stop, all at once and each after its jobs under way, before anything that jobs need is closed.
 */
export class JobRegistry implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #discovery: DiscoveryService;
  readonly #registrar: BullRegistrar;
  readonly #options: ProcessingOptions;
  #hosts: readonly JobHost<JobName>[] = [];

  constructor(discovery: DiscoveryService, registrar: BullRegistrar, options: ProcessingOptions) {
    this.#discovery = discovery;
    this.#registrar = registrar;
    this.#options = options;
  }

  /** @throws when a job has no processor, or two */
  onApplicationBootstrap(): void {
    const providers = this.#discovery.getProviders().map(({ instance }) => instance as unknown);
    const hosts = providers.filter((one): one is JobHost<JobName> => one instanceof JobHost);
    checkProcessors(
      this.#options.jobs,
      hosts.map((host) => handledBy(host.constructor)),
    );
    this.#registrar.register();
    this.#hosts = hosts;
    for (const host of hosts) host.tellTo((report) => this.#options.onReport?.(report));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.#hosts.map(({ worker }) => worker.close()));
  }
}

/** @throws an error that names each job whose processors are not exactly one, and how many it has */
export function checkProcessors(jobs: readonly JobName[], handled: readonly (JobName | undefined)[]): void {
  const wrong = [...new Set([...jobs, ...handled])]
    .map((job) => ({
      job: job ?? 'a class without @Handles',
      is: handled.filter((one) => one === job).length,
      should: job && jobs.includes(job) ? 1 : 0,
    }))
    .filter(({ is, should }) => is !== should);
  if (wrong.length === 0) return;
  const told = wrong.map(({ job, is, should }) => `${job} (${is} instead of ${should})`).join(', ');
  throw new Error(`each job has exactly one processor, and no other has any: ${told}`);
}
