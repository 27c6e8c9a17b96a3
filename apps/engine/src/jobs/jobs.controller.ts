import { type Language, problemOf, ProductError } from '@buurtbalans/contracts';
import type { FailedJob, JobOutcome } from '@buurtbalans/queue';
import { Controller } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { JobsService } from './jobs.service.ts';

const PAGE = 50;

/** Background work, for administrators: what waits, what failed and why, retry and discard. */
@Controller()
export class JobsController {
  constructor(private readonly jobs: JobsService) {}

  @Route('listQueues')
  async queues() {
    return { items: await this.jobs.board.queues() };
  }

  @Route('listFailedJobs')
  async failed(@TheCall() { params, query, language }: Call<'listFailedJobs'>) {
    const found = await this.jobs.board.failed(params.queue, { offset: query.after, limit: PAGE });
    if (!found) throw new ProductError('REQUEST.NOT_FOUND');
    return { items: found.map((job) => failedItem(job, language)) };
  }

  @Route('retryJob')
  async retry(@TheCall() { params }: Call<'retryJob'>) {
    settled(await this.jobs.board.retry(params.queue, params.job));
  }

  @Route('discardJob')
  async discard(@TheCall() { params }: Call<'discardJob'>) {
    settled(await this.jobs.board.discard(params.queue, params.job));
  }
}

function settled(outcome: JobOutcome): void {
  if (outcome !== 'done') throw new ProductError(outcome === 'not_found' ? 'JOB.NOT_FOUND' : 'JOB.NOT_FAILED');
}

function failedItem({ id, job, ids, code, detail, attempts, failedAt }: FailedJob, language: Language) {
  const { title, detail: advice } = problemOf(code, language);
  return { id, job, ids, reason: { code, title, advice }, detail, attempts, failedAt: failedAt.toISOString() };
}
