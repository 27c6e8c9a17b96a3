export { Handles, type HandlingOptions } from './handles.ts';
export { JobHost, type JobReport } from './job-host.ts';
export { OutboxRelay } from './outbox-relay.ts';
export { JOB_BOARD, QueueModule, QUEUES, queueTokens } from './queue.module.ts';
