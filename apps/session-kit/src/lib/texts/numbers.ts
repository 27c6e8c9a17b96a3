import type { FigureValue } from '@buurtbalans/contracts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

const language = () => (getLocale() === 'en' ? 'en-GB' : 'nl-NL');

const reasons = {
  present: m.unknown,
  secret: m.figure_secret,
  missing: m.figure_missing,
  not_yet: m.figure_not_yet,
  discontinued: m.figure_discontinued,
  too_few: m.figure_too_few,
  not_combined: m.figure_not_combined,
  withheld: m.figure_withheld,
};

/** A figure, or in a word why there is none: never a zero or a dash for something that is not known. */
export function showFigure(figure: FigureValue, decimals: number): string {
  if (figure.value === null || figure.status !== 'present') return reasons[figure.status]();
  return new Intl.NumberFormat(language(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
    figure.value,
  );
}

const units: Record<string, () => string> = {
  persons: m.unit_persons,
  households: m.unit_households,
  persons_per_household: m.unit_persons_per_household,
  percent: m.unit_percent,
  thousand_euro: m.unit_thousand_euro,
  per_km2: m.unit_per_km2,
  per_1000: m.unit_per_1000,
  count: m.unit_count,
  km: m.unit_km,
  score: m.unit_score,
};

/** Unit of an indicator in words. */
export const unitName = (unit: string): string => units[unit]?.() ?? unit;

/** A number with one decimal at most. */
export const showNumber = (value: number): string =>
  new Intl.NumberFormat(language(), { maximumFractionDigits: 1 }).format(value);

/** Size of a file. */
export function showBytes(bytes: number): string {
  const unit = bytes < 1_000_000 ? 'kilobyte' : 'megabyte';
  const amount = bytes < 1_000_000 ? bytes / 1_000 : bytes / 1_000_000;
  return new Intl.NumberFormat(language(), { style: 'unit', unit, maximumFractionDigits: 1 }).format(amount);
}

/** "a, b en c". */
export function showList(items: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat(language(), { type }).format(items);
}
