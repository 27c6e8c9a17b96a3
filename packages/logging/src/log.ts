import { allowed, type LogFields } from './allowed.ts';
import { Calm } from './calm.ts';
import { LEVELS, type LogEvent, type LogLevel, type LogThreshold } from './events.ts';

/** Where lines go; each ends in a line break. */
export type Write = (line: string) => void;

/** The log of a program: one function for each level. */
export type Log = Readonly<Record<LogLevel, (event: LogEvent, fields?: LogFields) => void>>;

/** Takes records of any origin, and writes of each what is allowed, as a line of JSON. */
export function writerOf(write: Write): (record: Readonly<Record<string, unknown>>) => void {
  const calm = new Calm((line) => write(`${JSON.stringify(line)}\n`));
  return (record) => {
    const line = allowed(record);
    // a text of somebody else, of which nothing is left
    if (line.event === 'other' && line.code === undefined) return;
    calm.take(line);
  };
}

/** Opens the log of a program. */
export function createLog(options: {
  readonly program: string;
  readonly threshold: LogThreshold;
  readonly write: Write;
}): Log {
  const { program, threshold } = options;
  const from = threshold === 'silent' ? LEVELS.length : LEVELS.indexOf(threshold);
  const put = writerOf(options.write);
  const at =
    (level: LogLevel) =>
    (event: LogEvent, fields: LogFields = {}) => {
      if (LEVELS.indexOf(level) < from) return;
      put({ ...fields, time: new Date().toISOString(), level, program, pid: process.pid, event });
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), fatal: at('fatal') };
}
