export { migrateQueues } from './migrate-queues.ts';
export { createQueues, type NewJob, type Queues, type QueueOptions, type RetryOptions } from './queues.ts';
export { createWorker, type JobHandler, type JobWorker, type WorkerOptions, type WorkerReport } from './worker.ts';
export { JobGivenUp, JobLater } from './job-outcome.ts';
export { startRelay, type Relay } from './relay.ts';
export { type FailedJob, idsOf, type JobBoard, type JobOutcome, openJobs, type QueueCounts } from './open-jobs.ts';
