/** What can be wrong with a cluster, its folder or its user, as far as somebody can mend it. */
export type EmbeddedProblem =
  /** The user `postgres` may not enter this folder. */
  | { readonly code: 'UNREACHABLE'; readonly folder: string }
  /** The cluster belongs to another user than the one that would run PostgreSQL. */
  | { readonly code: 'OTHER_OWNER'; readonly folder: string; readonly owner: number }
  /** Root cannot run PostgreSQL, and the user `postgres` could not be made. */
  | { readonly code: 'NO_USER' }
  /** `initdb` failed, with its last words. */
  | { readonly code: 'NOT_MADE'; readonly folder: string; readonly words: string }
  /** PostgreSQL ended or was silent, with the last words of its log. */
  | { readonly code: 'NOT_STARTED'; readonly log: string; readonly words: string }
  | { readonly code: 'NO_SPACE'; readonly folder: string }
  /** The cluster was made with another password. */
  | { readonly code: 'WRONG_PASSWORD'; readonly folder: string }
  /** Parts of a cluster that holds data are gone. */
  | { readonly code: 'DAMAGED'; readonly folder: string }
  /** The folder holds something that is no cluster. */
  | { readonly code: 'FOREIGN'; readonly folder: string };

/** A fault of the embedded server that somebody can mend; `problem` says which. */
export class EmbeddedError extends Error {
  readonly problem: EmbeddedProblem;

  constructor(problem: EmbeddedProblem, cause?: unknown) {
    super(`embedded PostgreSQL: ${Object.values(problem).join(' · ')}`, { cause });
    this.problem = problem;
  }
}

/** Whether words of PostgreSQL say that the disk is full. */
export function tellsOfNoSpace(words: string): boolean {
  return /No space left on device|Disk quota exceeded|wrote only \d+ of \d+ bytes|free disk space/.test(words);
}
