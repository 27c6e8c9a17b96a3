export * from './live-driver.ts';
export * from './days.ts';
export { StoredTrajectoryDriver } from './trajectory-driver.ts';
export { everyEffect } from './every-effect.ts';
export { bigGround, type GroundSize } from './big-ground.ts';
export { PlanBook, type ReadWhole } from './plan-book.ts';
