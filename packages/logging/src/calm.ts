import type { LogLine } from './allowed.ts';

/** So many lines of a kind within a minute are written; the others are counted. */
const MOST = 20;
const WHILE_MS = 60_000;

const calms = new Set<Calm>();

/** Writes how many lines were counted and not written, of every log of this program: before it ends. */
export function tellCounted(): void {
  for (const calm of calms) calm.tellAll();
}

/** What is said again and again. */
interface Kind {
  from: number;
  times: number;
  untold: number;
  last: LogLine;
}

/**
 * Keeps the same from being said again and again: what a thousand phones meet in one second would push out of the files
 * whatever else there is. How many were not written is told with the last of them, a minute after the first or at the end.
 * A line with the number that a user was shown always passes, and so does what only somebody who searches asks for.
 */
export class Calm {
  readonly #seen = new Map<string, Kind>();
  readonly #write: (line: LogLine) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(write: (line: LogLine) => void) {
    this.#write = write;
    if (calms.size === 0) process.on('exit', tellCounted);
    calms.add(this);
  }

  /** Writes the line, or counts it. */
  take(line: LogLine): void {
    if (line.reference !== undefined || line.level === 'debug') return this.#write(line);
    const { level, event, code, route, part, job, of, status } = line;
    const key = [level, event, code, route, part, job, of, status].join('|');
    const now = Date.parse(line.time);
    let kind = this.#seen.get(key);
    if (kind && Math.abs(now - kind.from) >= WHILE_MS) {
      this.#tell(kind);
      kind = undefined;
    }
    if (!kind) this.#seen.set(key, (kind = { from: now, times: 0, untold: 0, last: line }));
    kind.times += 1;
    if (kind.times <= MOST) return this.#write(line);
    kind.untold += 1;
    kind.last = line;
    // it keeps no program from its end
    this.#timer ??= setTimeout(() => this.tellAll(), WHILE_MS).unref();
  }

  /** Tells of all that was counted, and begins anew: now and then, and at the end. */
  tellAll(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const kind of this.#seen.values()) this.#tell(kind);
    this.#seen.clear();
  }

  #tell({ untold, last }: Kind): void {
    if (untold > 0) this.#write({ ...last, count: untold });
  }
}
