import type { Source } from './catalogue/sources.ts';

/** Why a figure has a value or has none. `missing` is also what an empty cell is, which may have been kept secret. */
export type FigureStatus = 'present' | 'secret' | 'missing' | 'not_yet' | 'discontinued';

/** One figure of one area and year; `value` is null unless the status is `present`. */
export interface Figure {
  readonly indicatorId: string;
  readonly areaCode: string;
  readonly year: number;
  readonly value: number | null;
  readonly status: FigureStatus;
  readonly sourceId: string;
  readonly release: string | null;
  /** The source of the delivery that it came with, where it came with one: it goes before the catalogue's. */
  readonly source?: Source;
  /** The delivery itself; none for what came along with the product. */
  readonly deliveryId?: string | null;
}

/** Codes that the statistics office writes in place of a number. */
const MARKS: Readonly<Record<string, FigureStatus>> = {
  '': 'missing',
  '.': 'missing',
  '-': 'missing',
  x: 'secret',
  '-99997': 'secret',
  '-99995': 'not_yet',
  '-99991': 'discontinued',
};

/** What a cell says; undefined when it is neither a number nor a known mark. */
export function readCell(
  text: string,
): { value: number | null; status: FigureStatus; mark: ',' | '.' | null } | undefined {
  const trimmed = text.trim();
  const known = MARKS[trimmed.replace(/[.,]0+$/, '')];
  if (known) return { value: null, status: known, mark: null };
  // the office's marks lie here: one that is not known is no number either
  if (/^-9999\d(?:[.,]0+)?$/.test(trimmed)) return undefined;
  const match = /^-?\d+(?:([.,])(\d+))?$/.exec(trimmed);
  if (!match) return undefined;
  const value = Number(trimmed.replace(',', '.'));
  // more digits than any number has
  if (!Number.isFinite(value)) return undefined;
  return {
    value,
    status: 'present',
    mark: (match[1] as ',' | '.' | undefined) ?? null,
  };
}

/** Whether a cell looks like a number with marks between its thousands, which a decimal mark looks like too. */
export const isThousands = (text: string): boolean => /^-?[1-9]\d{0,2}([.,]\d{3})+$/.test(text.trim());
