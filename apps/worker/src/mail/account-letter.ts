import { fillText } from '@buurtbalans/contracts';
import type { InvitationPurpose } from '@buurtbalans/database';
import type { AccountNews } from '@buurtbalans/domain';
import type { CalendarLanguage } from '@buurtbalans/workflow/calendar';
import { letterOf, momentIn, oneLine, type Words } from './letter.ts';
import type { Letter } from './mailer.ts';
import en from './texts.en.json' with { type: 'json' };
import nl from './texts.nl.json' with { type: 'json' };

const texts: Record<CalendarLanguage, typeof nl> = { nl, en };

/** Writes the mail that brings somebody the link to their account; it names nobody. */
export function accountLetter(purpose: InvitationPurpose, expiresAt: Date, link: string): Letter {
  return letterOf(inWords(purpose, expiresAt, 'nl'), inWords(purpose, expiresAt, 'en'), link, []);
}

/** Writes the mail that tells somebody what happened to their account; it names nobody. */
export function newsLetter(news: AccountNews, address: string): Letter {
  const words = (language: CalendarLanguage): Words => {
    const { told, subject, link, footer } = texts[language].news;
    return { subject, body: told[news], link, footer };
  };
  return letterOf(words('nl'), words('en'), address, []);
}

function inWords(purpose: InvitationPurpose, expiresAt: Date, language: CalendarLanguage): Words {
  const { subject, body, link, footer } = texts[language].account[purpose];
  const moment = momentIn(expiresAt.toISOString(), language);
  return { subject, body: oneLine(fillText(body, { moment })), link, footer };
}
