import { fillText } from '@buurtbalans/contracts';
import type { DocumentKind } from '@buurtbalans/domain';
import type { CalendarLanguage } from '@buurtbalans/workflow/calendar';
import { dateIn, letterOf, oneLine, type Words } from './letter.ts';
import type { Letter } from './mailer.ts';
import en from './texts.en.json' with { type: 'json' };
import nl from './texts.nl.json' with { type: 'json' };

/** What the mail with a shared document may know. */
export interface ShareFacts {
  readonly trajectoryName: string;
  readonly organisation: string;
  readonly document: Exclude<DocumentKind, 'minutes'>;
  /** Last day to react (ISO date). */
  readonly until: string;
  /** Address of the reader's own link. */
  readonly link: string;
}

const texts: Record<CalendarLanguage, typeof nl> = { nl, en };

/** Writes the mail that brings a reader the link of their own. */
export function shareLetter(facts: ShareFacts): Letter {
  return letterOf(inWords(facts, 'nl'), inWords(facts, 'en'), facts.link, []);
}

function inWords(
  { trajectoryName: trajectory, organisation, document, until }: ShareFacts,
  language: CalendarLanguage,
): Words {
  const { share, documents, read, footer, shareAddress } = texts[language];
  const values = {
    trajectory,
    organisation,
    document: documents[document],
    date: dateIn(`${until}T12:00:00Z`, language),
  };
  return {
    subject: oneLine(fillText(share.subject, values)),
    body: oneLine(fillText(share.body, values)),
    link: read,
    footer: `${footer} ${shareAddress}`,
  };
}
