import { jobDefinitions, type JobName } from '@buurtbalans/contracts';
import { Processor } from '@nestjs/bullmq';
import { markAs } from './handled-by.ts';
import type { JobHost } from './job-host.ts';

/** How the jobs of one name are done. */
export interface HandlingOptions {
  /** How many at once; one unless told otherwise. */
  readonly concurrency?: number;
  /** How long a worker may be silent before its job is another's, in milliseconds. */
  readonly lockMs?: number;
  /** How often is looked for such jobs, in milliseconds. */
  readonly stalledMs?: number;
}

/** A class that does the jobs of that name. */
type HostOf<N extends JobName> = new (...given: never[]) => JobHost<N>;

/**
 * Makes a class the processor of a job of the contract: `@Handles('imports.read')` above it where decorators are compiled,
 * `Handles('imports.read')(TheClass)` below it where sources run as they are.
 */
export function Handles<N extends JobName>(name: N, options: HandlingOptions = {}): (target: HostOf<N>) => void {
  const { concurrency = 1, lockMs = 10_000, stalledMs = 5_000 } = options;
  return (target) => {
    markAs(name)(target);
    Processor(
      { name: jobDefinitions[name].queue },
      // a killed worker's job is taken over within seconds, and a second crash does not fail it for good
      { concurrency, lockDuration: lockMs, stalledInterval: stalledMs, maxStalledCount: 3 },
    )(target);
  };
}
