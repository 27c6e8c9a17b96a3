import type { ForeignColumns, Run } from '../model.ts';
import type { ReportLanguage, SnapshotIndicator, SnapshotValue } from '../snapshot.ts';
import { en } from './en.ts';
import { nl } from './nl.ts';
import type { Texts } from './texts.ts';

/** Texts and ways of writing numbers and dates in one language. */
export interface Writing {
  readonly language: ReportLanguage;
  readonly texts: Texts;
  /** What somebody wrote, which is Dutch in every edition. */
  readonly said: (text: string) => Run;
  /** Columns of a table that hold what somebody wrote, but for cells that say these words of ours. */
  readonly saidIn: (columns: readonly number[], ours?: readonly string[]) => ForeignColumns | null;
  readonly date: (moment: string) => string;
  /** Day and time in Amsterdam. */
  readonly moment: (moment: string) => string;
  /** Names one after the other, with a word before the last. */
  readonly list: (names: readonly string[]) => string;
  readonly value: (indicator: Pick<SnapshotIndicator, 'unit' | 'decimals'>, value: SnapshotValue) => string;
}

const known = new Map<ReportLanguage, Writing>();

/** The writing of a language; moments are shown as days in Amsterdam. */
export function writingOf(language: ReportLanguage): Writing {
  const writing = known.get(language) ?? makeWriting(language);
  known.set(language, writing);
  return writing;
}

function makeWriting(language: ReportLanguage): Writing {
  const texts = language === 'nl' ? nl : en;
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB';
  const moments = new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Amsterdam',
  });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Europe/Amsterdam' });
  return {
    language,
    texts,
    said: (text) => (language === 'nl' ? { text } : { text, lang: 'nl' }),
    saidIn: (columns, ours = []) => (language === 'nl' ? null : { columns, lang: 'nl', ours: ['–', ...ours] }),
    date: (moment) => dates.format(new Date(moment.length === 10 ? `${moment}T12:00:00Z` : moment)),
    moment: (moment) => `${moments.format(new Date(moment))}${language === 'nl' ? ' uur' : ''}`,
    list: (names) => lists.format(names),
    value: ({ unit, decimals }, { value, status, coverage }) => {
      if (value === null) return texts.missing[status];
      const number = new Intl.NumberFormat(locale, {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      }).format(value);
      return `${number}${texts.units[unit] ?? ''}${coverage === undefined ? '' : texts.estimated}`;
    },
  };
}
