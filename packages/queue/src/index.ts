export { migrateQueues } from './migrate-queues.ts';
export { createQueues, type Queues, type QueueOptions } from './queues.ts';
export { createWorker, type JobHandler, type JobWorker } from './worker.ts';
export { startRelay, type Relay } from './relay.ts';
