export * from './live-driver.ts';
export * from './days.ts';
export { StoredTrajectoryDriver } from './trajectory-driver.ts';
