import type { JobName } from '@buurtbalans/contracts';
import { SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

const JOB = 'buurtbalans:job';
const reflector = new Reflector();

/** Notes of a class that it is the processor of a job. */
export const markAs = (name: JobName): ClassDecorator => SetMetadata(JOB, name);

/** The job that a class is the processor of; undefined when it is of none. */
export function handledBy(target: object): JobName | undefined {
  return reflector.get<JobName | undefined>(JOB, target as never);
}
