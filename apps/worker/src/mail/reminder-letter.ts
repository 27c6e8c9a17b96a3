import { type CalendarLanguage, sessionCalendar, sessionName } from '@buurtbalans/workflow/calendar';
import { fillText } from '@buurtbalans/contracts';
import { dateIn, letterOf, momentIn, oneLine, type Words } from './letter.ts';
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
/** Writes a reminder: Dutch, a line, English; as plain text and as simple HTML. A session's comes with its calendar file. */
export function reminderLetter(reminder: Reminder, around: Surroundings): Letter {
  return letterOf(
    inWords(reminder, around, 'nl'),
    inWords(reminder, around, 'en'),
    around.link,
    attachmentsOf(reminder, around),
  );
}

function inWords(reminder: Reminder, { trajectoryName }: Surroundings, language: CalendarLanguage): Words {
  const { link, footer } = texts[language];
  const values = { trajectory: trajectoryName, ...factsOf(reminder, language) };
  const { subject, body } = texts[language][reminder.kind];
  return { subject: oneLine(fillText(subject, values)), body: oneLine(fillText(body, values)), link, footer };
}

function factsOf(reminder: Reminder, language: CalendarLanguage): Record<string, string> {
  const date = (moment: string): string => dateIn(moment, language);
  switch (reminder.kind) {
    case 'session-reminder': {
      const { session } = reminder;
      return {
        session: sessionName(session, language),
        date: date(session.plannedFor),
        moment: momentIn(session.plannedFor, language),
      };
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
