export { takeSnapshot } from './take-snapshot.ts';
export * from './take-programme.ts';
