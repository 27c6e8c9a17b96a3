/** What `ownFigures` says in Dutch, in its parts; in brackets is what deliveries of before were called. */
const OWN =
  /^Bron: (?:eigen (cijfers|grenzen) van de gemeente(?: \((.*)\))?|(.*), volgens wie deze (cijfers|grenzen) aanleverde en niet nagegaan), aangeleverd door (de procesbegeleider|de onderzoeksadviseur|de beheerder|wie het product beheert)(?: van (.+))? op (\d{1,2}) ([a-z]+) (\d{4})$/;
const TITLE = /^Eigen (cijfers|grenzen) van de gemeente$/;
const WORDS: Readonly<Record<string, string>> = {
  cijfers: 'figures',
  grenzen: 'borders',
  'de procesbegeleider': 'the facilitator',
  'de onderzoeksadviseur': 'the research adviser',
  'de beheerder': 'the administrator',
  'wie het product beheert': 'whoever runs the product',
};

const monthName = (dutch: string): string => {
  const days = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2000, month, 15)));
  const named = (language: string) => new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  const found = days.find((day) => named('nl-NL').format(day) === dutch);
  return found ? named('en-GB').format(found) : dutch;
};

/** The credit of a source in a language: what names an office stays as the office asks for it, but for the word before it. */
export function creditIn(credit: string, language: 'nl' | 'en'): string {
  if (language === 'nl') return credit;
  const own = OWN.exec(credit);
  if (!own) return credit.replace(/^Bron:/, 'Source:').replace(/, bewerkt$/, ', adapted');
  const [, what, title, said, ofWhat, who, organisation, day, month, year] = own;
  const by = [WORDS[who!], organisation].filter(Boolean).join(' of ');
  const called = title ? ` (${title})` : '';
  const source = said
    ? `${said}, according to whoever brought these ${WORDS[ofWhat!]} and not verified`
    : `the municipality’s own ${WORDS[what!]}${called}`;
  return `Source: ${source}, brought by ${by} on ${day} ${monthName(month!)} ${year}`;
}

/** The title of a source in a language: a municipality's own has one that is the product's. */
export const titleIn = (title: string, language: 'nl' | 'en'): string =>
  language === 'nl' ? title : title.replace(TITLE, (_, what: string) => `The municipality’s own ${WORDS[what]}`);
