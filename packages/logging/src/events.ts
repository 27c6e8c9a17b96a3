/** What a line of the log can be about. A word that is not here never gets into a log, whoever asks for it. */
export const EVENTS = [
  'started',
  'stopping',
  'ended',
  'not started',
  'program started',
  'program ended',
  'program not started',
  'program given up',
  'request',
  'request failed',
  'unexpected error',
  'slow request',
  'sign-in refused',
  'sweep failed',
  'live session failed',
  'no mail',
  'job done',
  'job failed',
  'job put off',
  'uncaught',
  'warning',
  'console',
  'printed',
  'lines lost',
  'other',
] as const;

/** One of the {@link EVENTS}. */
export type LogEvent = (typeof EVENTS)[number];

/** Levels of a line, from what helps while searching to what ends a program. */
export const LEVELS = ['debug', 'info', 'warn', 'error', 'fatal'] as const;

/** One of the {@link LEVELS}. */
export type LogLevel = (typeof LEVELS)[number];

/** From which level on is logged; `silent` is nothing. */
export type LogThreshold = LogLevel | 'silent';

/** Reads `LOG_LEVEL`; a word that is none counts as `info`. */
export function thresholdOf(word: string | undefined): LogThreshold {
  return word === 'silent' ? word : (LEVELS.find((level) => level === word) ?? 'info');
}
