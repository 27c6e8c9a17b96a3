export { takePublicFacts } from '../facts/public-facts.ts';
export { takeSnapshot } from './take-snapshot.ts';
export * from './take-programme.ts';
