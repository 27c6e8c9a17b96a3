/**
 * What Node is told of the worker: a large file is many short-lived rows, for which it would take room by the hundred
 * megabytes that nothing needs (`npm run bench -- figures`). The container of the worker says the same.
 */
export const WORKER_ARGUMENTS: readonly string[] = ['--max-semi-space-size=16'];
