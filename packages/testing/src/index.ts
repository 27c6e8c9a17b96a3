export { dropQueues } from './drop-queues.ts';
export { createTestDatabase, type TestDatabase } from './test-database.ts';
export { startTestRedis, type TestRedis } from './test-redis.ts';
export { useDatabase, useEmptyDatabase } from './use-database.ts';
export * from './drivers.ts';
