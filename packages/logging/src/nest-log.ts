import type { LogFields } from './allowed.ts';
import type { LogEvent, LogLevel } from './events.ts';
import type { Log } from './log.ts';

/** Takes what is told at a level, to be written as far as it may be. */
export type Put = (level: LogLevel, told: Readonly<Record<string, unknown>>) => void;

/** Nest's logger on a log of ours: our objects go through; of a text of Nest itself its part and place. */
export class NestLog {
  readonly #write: Put;

  constructor(write: Put) {
    this.#write = write;
  }

  /** On the log of a program. */
  static on(log: Log): NestLog {
    return new NestLog((level, told) => {
      const { event = 'other', ...fields } = told as LogFields & { readonly event?: LogEvent };
      log[level](event, fields);
    });
  }

  log(said: unknown, ...rest: unknown[]): void {
    this.#put('info', said, rest);
  }
  debug(said: unknown, ...rest: unknown[]): void {
    this.#put('debug', said, rest);
  }
  verbose(said: unknown, ...rest: unknown[]): void {
    this.#put('debug', said, rest);
  }
  warn(said: unknown, ...rest: unknown[]): void {
    this.#put('warn', said, rest);
  }
  error(said: unknown, ...rest: unknown[]): void {
    this.#put('error', said, rest);
  }
  fatal(said: unknown, ...rest: unknown[]): void {
    this.#put('fatal', said, rest);
  }

  #put(level: LogLevel, said: unknown, rest: readonly unknown[]): void {
    // what Nest tells of each module and route at a start
    if (level === 'info' && typeof said !== 'object') return;
    const [stack, part] = rest.length > 1 ? rest : [undefined, rest[0]];
    if (said instanceof Error || typeof said !== 'object' || said === null)
      return this.#write(level, { part, err: said instanceof Error ? said : { message: said, stack } });
    this.#write(level, { part, ...said });
  }
}
