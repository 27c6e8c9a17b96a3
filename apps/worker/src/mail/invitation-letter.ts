import {
  type CalendarLanguage,
  type CalendarSession,
  sessionCalendar,
  sessionName,
} from '@buurtbalans/workflow/calendar';
import { fillText } from '@buurtbalans/contracts';
import { dateIn, letterOf, momentIn, oneLine, type Words } from './letter.ts';
import type { Letter } from './mailer.ts';
import en from './texts.en.json' with { type: 'json' };
import nl from './texts.nl.json' with { type: 'json' };

/** What an invitation is about, as far as a mail may know it. */
export interface InvitationFacts {
  /** `moved`: the receiver had an invitation that named another moment. */
  readonly kind: 'invitation' | 'invitation-moved' | 'invitation-withdrawn';
  readonly sessionId: string;
  readonly session: CalendarSession;
  readonly trajectoryName: string;
  /** The organisation for which the receiver takes part. */
  readonly organisation: string;
  /** Address where the receiver comes in; null when there is nothing to come to. */
  readonly link: string | null;
  /** ISO moment of the invitation; the same each time that the letter is made. */
  readonly at: string;
}

const texts: Record<CalendarLanguage, typeof nl> = { nl, en };

/** Writes an invitation, with the session's calendar file. */
export function invitationLetter(facts: InvitationFacts): Letter {
  const { sessionId, session, trajectoryName, at: madeAt, link } = facts;
  const attachments = [sessionCalendar({ sessionId, session, trajectoryName, language: 'nl', madeAt })];
  return letterOf(inWords(facts, 'nl'), inWords(facts, 'en'), link, attachments);
}

function inWords(
  { kind, session, trajectoryName: trajectory, organisation }: InvitationFacts,
  language: CalendarLanguage,
): Words {
  const { subject, body } = texts[language][kind];
  const values = {
    trajectory,
    organisation,
    session: sessionName(session, language),
    date: dateIn(session.plannedFor, language),
    moment: momentIn(session.plannedFor, language),
  };
  return {
    subject: oneLine(fillText(subject, values)),
    body: oneLine(fillText(body, values)),
    link: texts[language].join,
    footer: `${texts[language].footer} ${texts[language].address}`,
  };
}
