export { handOverQueues, migrateQueues } from './migrate-queues.ts';
export { createQueues, type NewJob, type Queues, type QueueOptions, type RetryOptions } from './queues.ts';
export { JobGivenUp, JobLater } from './job-outcome.ts';
export { startRelay, type Relay } from './relay.ts';
export { type FailedJob, idsOf, type JobBoard, type JobOutcome, type QueueCounts } from './job-board.ts';
