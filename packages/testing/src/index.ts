export { createTestDatabase, type TestDatabase } from './test-database.ts';
export { StoredTrajectoryDriver } from './trajectory-driver.ts';
export { startTestRedis, type TestRedis } from './test-redis.ts';
export { useDatabase, useEmptyDatabase } from './use-database.ts';
