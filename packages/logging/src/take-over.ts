import { codeOf, framesOf } from '@buurtbalans/contracts';
import type { LogFields } from './allowed.ts';
import type { Log } from './log.ts';

/** Levels of what a library prints by itself. */
const PRINTED = { error: 'error', warn: 'warn', info: 'debug', log: 'debug', debug: 'debug', trace: 'debug' } as const;

/**
 * Takes over whatever a program would print by itself, which can hold what somebody wrote: an error that nobody caught,
 * after which the program ends; warnings of Node; and what libraries say on the console. Of each its code and place are
 * logged. `LOG_CONSOLE=plain` leaves the console as it is, for whoever develops.
 */
export function takeOverOutput(log: Log): void {
  process.on('uncaughtException', (error: unknown) => {
    log.fatal('uncaught', { code: codeOf(error), frames: framesOf(error) });
    process.exit(1);
  });
  process.removeAllListeners('warning');
  process.on('warning', (warning) =>
    log.warn('warning', { code: codeOf(warning), frames: framesOf(warning) || undefined }),
  );
  if (process.env['LOG_CONSOLE'] === 'plain') return;
  for (const [name, level] of Object.entries(PRINTED) as [keyof typeof PRINTED, keyof Log][])
    console[name] = (...said: unknown[]) => log[level]('console', ofSaid(said));
}

/** Of an error its code and place, and otherwise the place that said something. */
function ofSaid(said: readonly unknown[]): LogFields {
  const error = said.find((one) => one instanceof Error);
  if (error) return { code: codeOf(error), frames: framesOf(error) };
  // without the two of this file
  return { frames: framesOf(new Error('')).split('\n').slice(2, 5).join('\n') };
}
