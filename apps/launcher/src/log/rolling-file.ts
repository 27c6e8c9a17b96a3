import { appendFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Name of the file that is written; `.1` is the one before it, and so on. */
const NAME = 'buurtbalans.log';
/** Bytes of a file before the next one is begun, and how many files are kept: 45 MB in all, and 5 MB are for PostgreSQL's own. */
const BYTES = 5_000_000;
const FILES = 9;
/** Characters that may wait for a disk that is slow. */
const WAITING = 2_000_000;
/** At the end a disk that does not answer is waited for so many milliseconds. */
const LAST_MS = 2_000;

/** How a log is kept; the bounds are given in tests alone. */
export interface RollingOptions {
  readonly bytes?: number;
  readonly files?: number;
  /** Hears of it when lines cannot be written: once, until they can be again. */
  readonly onUnwritable?: (error: NodeJS.ErrnoException) => void;
  /** Gives the line that tells how many lines were lost. */
  readonly lostLine: (count: number) => string;
}

/** The files of a log in a folder, from the oldest to the one that is written. */
export function logFiles(folder: string, files = FILES): string[] {
  return Array.from({ length: files }, (_, at) => at)
    .reverse()
    .map((at) => nameOf(folder, at));
}

const nameOf = (folder: string, at: number): string => join(folder, at === 0 ? NAME : `${NAME}.${at}`);

/**
 * A log file that is turned over by size. Writing never fails and never waits: lines that the disk does not take, because
 * it is full or does not answer, are dropped and counted.
 */
export class RollingFile {
  readonly #folder: string;
  readonly #options: RollingOptions;
  #waiting: string[] = [];
  #length = 0;
  #lost = 0;
  #writing: Promise<void> | undefined;
  /** Bytes in the file; not known at first, and after a failure. */
  #size: number | undefined;
  #isTold = false;

  constructor(folder: string, options: RollingOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  /** Takes a line, with its line break. */
  write(line: string): void {
    if (this.#length + line.length > WAITING) {
      this.#lost += 1;
      return;
    }
    this.#waiting.push(line);
    this.#length += line.length;
    this.#writing ??= this.#drain().finally(() => (this.#writing = undefined));
  }

  /** Resolves once everything is written or dropped. */
  async close(): Promise<void> {
    const late = new AbortController();
    await Promise.race([this.#writing, sleep(LAST_MS, undefined, { signal: late.signal }).catch(() => undefined)]);
    late.abort();
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const lines = this.#waiting;
      [this.#waiting, this.#length] = [[], 0];
      const lost = this.#lost;
      try {
        await this.#append((lost > 0 ? this.#options.lostLine(lost) : '') + lines.join(''));
        this.#lost -= lost;
        this.#isTold = false;
      } catch (error) {
        this.#lost += lines.length;
        this.#size = undefined;
        if (!this.#isTold) this.#options.onUnwritable?.(error as NodeJS.ErrnoException);
        this.#isTold = true;
      }
    }
  }

  async #append(text: string): Promise<void> {
    const file = nameOf(this.#folder, 0);
    let begin = '';
    if (this.#size === undefined) {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      this.#size = await sizeOf(file);
      // a line may have been cut short by a full disk or a kill
      if (this.#size > 0) begin = '\n';
    }
    if (this.#size > 0 && this.#size + text.length > (this.#options.bytes ?? BYTES)) {
      await this.#turnOver();
      begin = '';
    }
    await appendFile(file, begin + text, { mode: 0o600 });
    this.#size += Buffer.byteLength(begin + text);
  }

  async #turnOver(): Promise<void> {
    const names = logFiles(this.#folder, this.#options.files);
    await rm(names[0]!, { force: true });
    for (const [at, name] of names.entries()) {
      const older = names[at - 1];
      if (older) await rename(name, older).catch(unlessMissing);
    }
    this.#size = 0;
  }
}

const sizeOf = (file: string): Promise<number> =>
  stat(file)
    .then(({ size }) => size, unlessMissing)
    .then((size) => size ?? 0);

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
