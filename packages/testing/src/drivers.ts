export * from './live-driver.ts';
export * from './days.ts';
export { StoredTrajectoryDriver } from './trajectory-driver.ts';
export { bigGround, type GroundSize } from './big-ground.ts';
export { PlanBook, type ReadWhole } from './plan-book.ts';
