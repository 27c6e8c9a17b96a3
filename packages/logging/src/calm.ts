import type { LogLine } from './allowed.ts';

/** So many lines of a kind within a minute are written; the others are counted. */
const MOST = 20;
const WHILE_MS = 60_000;

/**
 * Keeps the same from being said again and again: what a thousand phones meet in one second would push out of the files
 * whatever else there is. A line with the number that a user was shown always passes.
 */
export class Calm {
  readonly #seen = new Map<string, { from: number; times: number; untold: number }>();

  /** The line as it is written, with how many like it were not; nothing when it is one of those. */
  take(line: LogLine): LogLine | undefined {
    if (line.reference !== undefined) return line;
    const { level, event, code, route, part, job, of, status } = line;
    const key = [level, event, code, route, part, job, of, status].join('|');
    const now = Date.parse(line.time);
    const kind = this.#seen.get(key) ?? { from: now, times: 0, untold: 0 };
    this.#seen.set(key, kind);
    if (Math.abs(now - kind.from) >= WHILE_MS) Object.assign(kind, { from: now, times: 0 });
    kind.times += 1;
    if (kind.times > MOST) {
      kind.untold += 1;
      return undefined;
    }
    const { untold } = kind;
    kind.untold = 0;
    return untold > 0 ? { ...line, count: untold } : line;
  }
}
