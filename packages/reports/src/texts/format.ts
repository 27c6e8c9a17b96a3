import type { ReportLanguage, SnapshotIndicator, SnapshotValue } from '../snapshot.ts';
import { en } from './en.ts';
import { nl } from './nl.ts';
import type { Texts } from './texts.ts';

/** Texts and ways of writing numbers and dates in one language. */
export interface Writing {
  readonly language: ReportLanguage;
  readonly texts: Texts;
  readonly date: (moment: string) => string;
  readonly value: (indicator: Pick<SnapshotIndicator, 'unit' | 'decimals'>, value: SnapshotValue) => string;
}

/** The writing of a language; moments are shown as days in Amsterdam. */
export function writingOf(language: ReportLanguage): Writing {
  const texts = language === 'nl' ? nl : en;
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB';
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Europe/Amsterdam' });
  return {
    language,
    texts,
    date: (moment) => dates.format(new Date(moment.length === 10 ? `${moment}T12:00:00Z` : moment)),
    value: ({ unit, decimals }, { value, status }) => {
      if (value === null) return texts.missing[status];
      return new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value) + (texts.units[unit] ?? '');
    },
  };
}
