/** Settings of PostgreSQL wherever the product brings it along, by name: here, and in the containers of `infra`. */
export const SERVER_SETTINGS = {
  max_connections: '200',
  shared_buffers: '64MB',
  timezone: 'UTC',
  // what a statement got wrong its sender hears; here its values, which somebody may have written, would stay in a file
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  // to the second: who sent something at which millisecond is nobody's business
  log_line_prefix: '%t[%p]:',
  // what was needed for a crash is removed then, and its room not kept with what stands in it
  wal_recycle: 'off',
  min_wal_size: '32MB',
} as const;

/** What `initdb` is told wherever: the same order and encoding on every machine, whatever its locale. */
export const CLUSTER_FLAGS = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
] as const;
