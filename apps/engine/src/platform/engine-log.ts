import { codeOf, framesOf } from '@buurtbalans/contracts';
import { toStandardOutput, type Write, writerOf } from '@buurtbalans/logging';
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
