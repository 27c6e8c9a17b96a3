import type { CalendarLanguage } from '@buurtbalans/workflow/calendar';
import type { Letter } from './mailer.ts';

/** What a letter says in one language. */
export interface Words {
  readonly subject: string;
  readonly body: string;
  /** Words before the address; they stand only where there is one. */
  readonly link: string;
  readonly footer: string;
}

const locales: Record<CalendarLanguage, string> = { nl: 'nl-NL', en: 'en-GB' };
const zone = { timeZone: 'Europe/Amsterdam' } as const;

/** A date by the Dutch clock: 3 maart 2026. */
export const dateIn = (moment: string, language: CalendarLanguage): string =>
  new Intl.DateTimeFormat(locales[language], { ...zone, dateStyle: 'long' }).format(new Date(moment));

/** A date with its day of the week and time, by the Dutch clock. */
export const momentIn = (moment: string, language: CalendarLanguage): string =>
  new Intl.DateTimeFormat(locales[language], { ...zone, dateStyle: 'full', timeStyle: 'short' }).format(
    new Date(moment),
  );

/** A text without line breaks: a name cannot add a header or a paragraph. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Lays out a letter: Dutch, a line, English; as plain text and as simple HTML. */
export function letterOf(
  dutch: Words,
  english: Words,
  address: string | null,
  attachments: Letter['attachments'],
): Letter {
  const text = [...plain(dutch, address), '--------', '', ...plain(english, address)].join('\n');
  const html = `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${escaped(dutch.subject)}</title></head><body>${markup(dutch, address, 'nl')}<hr>${markup(english, address, 'en')}</body></html>`;
  return { subject: dutch.subject, text, html, attachments };
}

const plain = ({ body, link, footer }: Words, address: string | null): string[] => [
  body,
  '',
  ...(address === null ? [] : [`${link} ${address}`, '']),
  footer,
  '',
];

function markup({ body, link, footer }: Words, address: string | null, language: CalendarLanguage): string {
  const way = address === null ? '' : `<p>${escaped(link)} <a href="${escaped(address)}">${escaped(address)}</a></p>`;
  return `<div lang="${language}"><p>${escaped(body)}</p>${way}<p><small>${escaped(footer)}</small></p></div>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark]!);
