import type { LogEvent, LogLine } from '@buurtbalans/logging';

/** What happened, for whoever reads along. */
const WORDS: Readonly<Record<LogEvent, string>> = {
  started: 'gestart / started',
  stopping: 'stopt / stopping',
  ended: 'geëindigd / ended',
  'not started': 'start niet / does not start',
  'program started': 'programma gestart / program started',
  'program ended': 'programma viel uit / program ended',
  'program not started': 'programma start niet / program does not start',
  'program given up': 'programma blijft uitvallen / program keeps failing',
  request: 'verzoek / request',
  'request failed': 'verzoek mislukt / request failed',
  'unexpected error': 'onverwachte fout / unexpected error',
  'slow request': 'traag verzoek / slow request',
  'sign-in refused': 'aanmelden geweigerd / sign-in refused',
  'sweep failed': 'onderhoud mislukt / sweep failed',
  'live session failed': 'sessie opnieuw geladen na een fout / session reloaded after a fault',
  'no mail': 'geen mailserver (SMTP_URL) / no mail server (SMTP_URL)',
  'job done': 'taak klaar / job done',
  'job failed': 'taak mislukt / job failed',
  'job put off': 'taak uitgesteld / job put off',
  uncaught: 'fout die het programma beëindigde / fault that ended the program',
  warning: 'waarschuwing / warning',
  console: 'melding van een bibliotheek / said by a library',
  printed: 'geprint buiten het log / printed outside the log',
  'lines lost': 'regels niet bewaard / lines not kept',
  other: 'melding / message',
};

/** A line of the log in a form for people: when, who, what, and what is known of it. Places stand below it. */
export function readable(line: LogLine): string {
  const { time, level, program, pid, event, frames, reference, of, ofPid, method, route, status, durationMs, ...rest } =
    line;
  const about = [
    reference && `nummer / number ${reference}`,
    of && `${of}${ofPid === undefined ? '' : ` (${ofPid})`}`,
    route && `${method ?? ''} ${route}`.trim(),
    status !== undefined && `status ${status}`,
    durationMs !== undefined && `${durationMs} ms`,
    ...Object.entries(rest).map(([name, value]) => `${name} ${String(value)}`),
  ].filter(Boolean);
  const head = `${time} ${level.padEnd(5)} ${program} (${pid})  ${WORDS[event]}${about.length > 0 ? `: ${about.join(', ')}` : ''}`;
  return frames ? `${head}\n${frames}` : head;
}
