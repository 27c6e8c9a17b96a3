export * from './live-driver.ts';
export { StoredTrajectoryDriver } from './trajectory-driver.ts';
