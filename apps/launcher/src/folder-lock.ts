import { truncateSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Codes of SQLite. */
const BUSY = 5;
const NOT_A_DATABASE = 26;
/** Two who come at the same moment are in each other's way for an instant, in milliseconds. */
const PATIENCE = 500;

/**
 * A lock that the kernel holds for this process, and frees with it: after `kill -9` and a power failure too. It is
 * SQLite's exclusive transaction on a file in which nothing is ever written (ADR 25).
 *
 * Nothing else in this process may open that file: closing it would free the lock.
 */
export class FolderLock {
  readonly #file: DatabaseSync;

  private constructor(file: DatabaseSync) {
    this.#file = file;
  }

  /** Takes the lock, or gives nothing when another holds it. @throws when the file cannot be written or its disk knows no locks */
  static take(path: string): FolderLock | undefined {
    const file = new DatabaseSync(path, { timeout: PATIENCE });
    try {
      // nothing is ever written, so there is nothing to take back, and no file for it
      file.exec('pragma journal_mode = memory; begin exclusive');
      return new FolderLock(file);
    } catch (error) {
      file.close();
      const { errcode } = error as { errcode?: number };
      if (errcode === BUSY) return undefined;
      if (errcode !== NOT_A_DATABASE) throw error;
      // somebody wrote in it; the lock is on the file and not on what it holds, so it is emptied in its place
      truncateSync(path);
      return FolderLock.take(path);
    }
  }

  /** Frees the lock. */
  release(): void {
    if (this.#file.isOpen) this.#file.close();
  }
}
