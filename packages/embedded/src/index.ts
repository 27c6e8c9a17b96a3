export { startEmbeddedPostgres, type EmbeddedOptions, type EmbeddedServer } from './embedded-postgres.ts';
export { findRunningServer } from './stale-server.ts';
export { freePort } from './free-port.ts';
