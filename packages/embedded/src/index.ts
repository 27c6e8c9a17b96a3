export { startEmbeddedPostgres } from './embedded-postgres.ts';
export type { EmbeddedOptions, EmbeddedServer } from './embedded-server.ts';
export { EmbeddedError, type EmbeddedProblem } from './embedded-error.ts';
export { eraseCluster, hasCluster } from './cluster-folder.ts';
export { isServedByAnother } from './left-over.ts';
export { freePort } from './free-port.ts';
export { CLUSTER_FLAGS, SERVER_SETTINGS } from './settings.ts';
