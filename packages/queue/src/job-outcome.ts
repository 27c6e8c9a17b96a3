/** A handler throws this when its work has to wait: the job comes again after so many milliseconds, and has not failed. */
export class JobLater extends Error {
  readonly inMs: number;

  constructor(inMs: number, cause: unknown) {
    super('later', { cause });
    this.inMs = inMs;
  }
}

/** A handler throws this when trying again would not help: the job is kept as failed, with its cause, at once. */
export class JobGivenUp extends Error {
  constructor(cause: unknown) {
    super('given up', { cause });
  }
}
