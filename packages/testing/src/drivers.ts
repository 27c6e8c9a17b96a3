export * from './live-driver.ts';
export { inDays, StoredTrajectoryDriver } from './trajectory-driver.ts';
