export * from './live-driver.ts';
export { bigGround, type GroundSize } from './big-ground.ts';
export { PlanBook, type ReadWhole } from './plan-book.ts';
export { inDays, StoredTrajectoryDriver } from './trajectory-driver.ts';
