export * from './crs.ts';
export * from './geometry.ts';
export * from './validate-geometry.ts';
export * from './geo-error.ts';
export * from './read-boundaries.ts';
export * from './coincidence.ts';
export * from './union.ts';
