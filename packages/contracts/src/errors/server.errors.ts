import { entry } from './define-errors.ts';

/** What the server has run out of, or is doing instead of answering. Read by people before a screen and by whoever looks after the jobs. */
export const serverErrors = {
  'SERVER.DISK_FULL': entry(
    507,
    [
      'De schijf van de server is vol',
      'Wat bewaard was is er nog, maar er kan niets bij. Vraag de beheerder om schijfruimte vrij te maken en probeer het daarna opnieuw.',
    ],
    [
      'The disk of the server is full',
      'What was kept is still there, but nothing can be added. Ask the administrator to make room on the disk, and then try again.',
    ],
  ),
  'SERVER.OUT_OF_MEMORY': entry(
    503,
    [
      'De server heeft te weinig geheugen',
      'Wacht even en probeer het opnieuw. Gebeurt het vaker, vraag de beheerder dan om meer geheugen.',
    ],
    [
      'The server is short of memory',
      'Wait a moment and try again. If it happens more often, ask the administrator for more memory.',
    ],
  ),
  'SERVER.TOO_BUSY': entry(
    503,
    [
      'Het is te druk op de server',
      'Wacht even en probeer het opnieuw. Gebeurt het vaker, vraag de beheerder dan om meer verbindingen toe te staan.',
    ],
    [
      'The server is too busy',
      'Wait a moment and try again. If it happens more often, ask the administrator to allow more connections.',
    ],
  ),
  'SERVER.RESTARTING': entry(
    503,
    ['De database stopt of start net', 'Wacht een halve minuut en probeer het opnieuw.'],
    ['The database is just stopping or starting', 'Wait half a minute and try again.'],
  ),
} as const;

const BY_CODE: Readonly<Record<string, keyof typeof serverErrors>> = {
  '53100': 'SERVER.DISK_FULL',
  ENOSPC: 'SERVER.DISK_FULL',
  EDQUOT: 'SERVER.DISK_FULL',
  '53200': 'SERVER.OUT_OF_MEMORY',
  ENOMEM: 'SERVER.OUT_OF_MEMORY',
  '53000': 'SERVER.TOO_BUSY',
  '53300': 'SERVER.TOO_BUSY',
  '53400': 'SERVER.TOO_BUSY',
  EMFILE: 'SERVER.TOO_BUSY',
  ENFILE: 'SERVER.TOO_BUSY',
  '57P01': 'SERVER.RESTARTING',
  '57P02': 'SERVER.RESTARTING',
  '57P03': 'SERVER.RESTARTING',
};

/** What the server has run out of, by the code of an error of PostgreSQL or of the system; undefined when it is none of these. */
export function serverErrorOf(code: unknown): keyof typeof serverErrors | undefined {
  return typeof code === 'string' && Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
}
