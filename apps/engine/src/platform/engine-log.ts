import { codeOf, framesOf } from '@buurtbalans/contracts';
import { toStandardOutput, type Write, writerOf } from '@buurtbalans/logging';
import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/**
 * The engine's log, for Fastify and for what is our own. Whatever is handed to it, from whomever, only what the allow list
 * of `packages/logging` knows is written.
 */
export function engineLog(level: Config['LOG_LEVEL'], write: Write = toStandardOutput): Logger {
  const put = writerOf(write);
  return pino(
    {
      level,
      base: { program: 'engine', pid: process.pid },
      messageKey: 'event',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      // no addresses, no headers, no bodies: they could lead to a resident
      // of an error what is its own: pino's would write what made it into its stack
      serializers: { req: () => undefined, res: () => undefined, err: ofError },
    },
    { write: (line) => put(JSON.parse(line) as Record<string, unknown>) },
  );
}

/** An error, before anybody writes it down: its code and place. */
const ofError = (error: unknown): unknown =>
  typeof error === 'object' && error !== null ? { code: codeOf(error), frames: framesOf(error) } : undefined;

/** An event of ours, as it is handed to Nest's logger. */
type Told = Readonly<Record<string, unknown>>;

/** Nest's logger on the engine's log: our objects go through; of a text of Nest itself its part and place. */
export class NestLog implements LoggerService {
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
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

  #put(level: 'debug' | 'info' | 'warn' | 'error' | 'fatal', said: unknown, rest: readonly unknown[]): void {
    // what Nest tells of each module and route at a start
    if (level === 'info' && typeof said !== 'object') return;
    const [stack, part] = rest.length > 1 ? rest : [undefined, rest[0]];
    if (said instanceof Error || typeof said !== 'object' || said === null)
      return this.#log[level]({ part, err: said instanceof Error ? said : { message: said, stack } });
    this.#log[level]({ part, ...(said as Told) });
  }
}
