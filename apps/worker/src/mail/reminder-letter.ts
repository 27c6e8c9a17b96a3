import { type CalendarLanguage, sessionCalendar, sessionName } from '@buurtbalans/calendar';
import { fillText } from '@buurtbalans/contracts';
import type { Letter } from './mailer.ts';
import type { Reminder } from './reminder.ts';
import en from './texts.en.json' with { type: 'json' };
import nl from './texts.nl.json' with { type: 'json' };

/** What stands around a reminder. */
export interface Surroundings {
  readonly trajectoryName: string;
  /** Address of the trajectory's screen. */
  readonly link: string;
  /** ISO moment at which the timer fired; the same each time that the letter is made. */
  readonly firedAt: string;
}

const texts: Record<CalendarLanguage, typeof nl> = { nl, en };
const locales: Record<CalendarLanguage, string> = { nl: 'nl-NL', en: 'en-GB' };
const zone = { timeZone: 'Europe/Amsterdam' } as const;

/** Writes a reminder: Dutch, a line, English; as plain text and as simple HTML. A session's comes with its calendar file. */
export function reminderLetter(reminder: Reminder, around: Surroundings): Letter {
  const [dutch, english] = [inWords(reminder, around, 'nl'), inWords(reminder, around, 'en')];
  const text = [...plain(dutch, around.link), '--------', '', ...plain(english, around.link)].join('\n');
  const html = `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${escaped(dutch.subject)}</title></head><body>${markup(dutch, around.link, 'nl')}<hr>${markup(english, around.link, 'en')}</body></html>`;
  return { subject: dutch.subject, text, html, attachments: attachmentsOf(reminder, around) };
}

interface Words {
  readonly subject: string;
  readonly body: string;
  readonly link: string;
  readonly footer: string;
}

function inWords(reminder: Reminder, { trajectoryName }: Surroundings, language: CalendarLanguage): Words {
  const { link, footer } = texts[language];
  const values = { trajectory: trajectoryName, ...factsOf(reminder, language) };
  const { subject, body } = texts[language][reminder.kind];
  return { subject: oneLine(fillText(subject, values)), body: oneLine(fillText(body, values)), link, footer };
}

function factsOf(reminder: Reminder, language: CalendarLanguage): Record<string, string> {
  const date = (moment: string): string => new Intl.DateTimeFormat(locales[language], { ...zone, dateStyle: 'long' }).format(new Date(moment));
  switch (reminder.kind) {
    case 'session-reminder': {
      const { session } = reminder;
      const moment = new Intl.DateTimeFormat(locales[language], { ...zone, dateStyle: 'full', timeStyle: 'short' }).format(new Date(session.plannedFor));
      return { session: sessionName(session, language), date: date(session.plannedFor), moment };
    }
    case 'phase-overdue':
      return { phase: texts[language].phases[reminder.phase], date: date(reminder.since) };
    case 'gap-overdue':
      return { date: date(reminder.due) };
    case 'commitment-expiring':
      return { organisation: reminder.organisation, date: date(reminder.until) };
    case 'review-due':
      return { date: date(reminder.since) };
  }
}

function attachmentsOf(reminder: Reminder, { trajectoryName, firedAt }: Surroundings): Letter['attachments'] {
  if (reminder.kind !== 'session-reminder') return [];
  const { sessionId, session } = reminder;
  return [sessionCalendar({ sessionId, session, trajectoryName, language: 'nl', madeAt: firedAt })];
}

const plain = ({ body, link, footer }: Words, address: string): string[] => [body, '', `${link} ${address}`, '', footer, ''];

function markup({ body, link, footer }: Words, address: string, language: CalendarLanguage): string {
  return `<div lang="${language}"><p>${escaped(body)}</p><p>${escaped(link)} <a href="${escaped(address)}">${escaped(address)}</a></p><p><small>${escaped(footer)}</small></p></div>`;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark]!);
