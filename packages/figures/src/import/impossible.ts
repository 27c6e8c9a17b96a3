import { indicatorById, indicators } from '../catalogue/indicators.ts';
import { AGES, wholes } from '../catalogue/wholes.ts';

/** Counts that are part of another. */
const PARTS: readonly (readonly [part: string, whole: string])[] = [
  ...AGES.map((age) => [age, 'population.total'] as const),
  ['population.households', 'population.total'],
  ['work_income.higher_education', 'population.total'],
];
/** Each of several shares is rounded. */
const MOST = 101;
/** People and households are rounded to five: each of the parts, and the whole. */
const ROUNDED = 5;
/** Counts of all parts that are together a smaller share of their whole are something else: percentages, or of another year. */
const SHORT = 0.9;

/** Why figures cannot be: a part is more than its whole, parts together are, or far less than it, or percentages are given as fractions. */
export type ImpossibleKind = 'part' | 'together' | 'short' | 'fractions';

/** What cannot be, of which indicators, in how many areas and years, with one of them. */
export interface Impossible {
  readonly kind: ImpossibleKind;
  readonly indicatorIds: readonly string[];
  readonly count: number;
  readonly example: { readonly areaCode: string; readonly year: number } | null;
}

/** Indicators that have to be known of an area to tell whether a file with these columns can be: with those that stand. */
export function toldBy(columns: readonly string[]): string[] {
  const groups = [...PARTS, ...wholes.map(({ parts, total }) => (total ? [...parts, total] : parts))];
  const asked = groups.filter((group) => group.some((id) => columns.includes(id))).flat();
  const percentages = indicators.filter(({ id, unit }) => unit === 'percent' && columns.includes(id));
  return [...new Set([...asked, ...percentages.map(({ id }) => id)])];
}

/** A value as it would stand; `before`: what stands now. */
export interface WouldStand {
  readonly value: number | null;
  readonly isNew: boolean;
  readonly before: number | null;
}

/** Looks at what would stand after a delivery, an area and year at a time, for what cannot be. It refuses nothing. */
export class ImpossibleFinder {
  readonly #found = new Map<
    string,
    { kind: ImpossibleKind; ids: readonly string[]; count: number; example: Impossible['example'] }
  >();
  /** Of percentages: the highest value of the file, whether one is between zero and one, and the highest that is known. */
  readonly #shares = new Map<string, { highest: number; hasPart: boolean; known: number | null; count: number }>();

  add(areaCode: string, year: number, values: ReadonlyMap<string, WouldStand>): void {
    const of = (id: string): number | null => values.get(id)?.value ?? null;
    const isNew = (ids: readonly string[]): boolean => ids.some((id) => values.get(id)?.isNew);
    const note = (kind: ImpossibleKind, ids: readonly string[]): void => {
      const key = `${kind} ${ids.join(' ')}`;
      const known = this.#found.get(key);
      this.#found.set(key, {
        kind,
        ids,
        count: (known?.count ?? 0) + 1,
        example: known?.example ?? { areaCode, year },
      });
    };
    for (const pair of PARTS) {
      const [part, whole] = [of(pair[0]), of(pair[1])];
      if (isNew(pair) && part !== null && whole !== null && part > whole + ROUNDED) note('part', pair);
    }
    for (const { parts, total, isAll } of wholes) {
      const known = parts.flatMap((id) => of(id) ?? []);
      const all = total === null ? MOST : of(total);
      const ids = total === null ? parts : [...parts, total];
      if (known.length < 2 || all === null || !isNew(ids)) continue;
      const sum = known.reduce((before, value) => before + value, 0);
      const rounding = total === null ? 0 : ROUNDED * (parts.length + 1);
      if (total !== null && isAll && known.length === parts.length && sum < all * SHORT - rounding) note('short', ids);
      // one that is more than the whole by itself is told already
      const isTold = total !== null && known.some((value) => value > all + ROUNDED);
      if (!isTold && sum > all + rounding) note('together', ids);
    }
    for (const [id, { value, isNew: isGiven, before }] of values) {
      if (value === null || !isGiven || indicatorById(id)?.unit !== 'percent') continue;
      const share = this.#shares.get(id) ?? { highest: 0, hasPart: false, known: null, count: 0 };
      share.highest = Math.max(share.highest, value);
      share.hasPart ||= value > 0 && value < 1;
      if (before !== null) share.known = Math.max(share.known ?? 0, before);
      share.count += 1;
      this.#shares.set(id, share);
    }
  }

  /** What was found, in the order in which it was. */
  finish(): Impossible[] {
    const fractions = [...this.#shares].flatMap(([id, { highest, hasPart, known, count }]): Impossible[] =>
      highest <= 1 && hasPart && (known === null || known > 1)
        ? [{ kind: 'fractions', indicatorIds: [id], count, example: null }]
        : [],
    );
    return [
      ...[...this.#found.values()].map(({ kind, ids, count, example }) => ({
        kind,
        indicatorIds: ids,
        count,
        example,
      })),
      ...fractions,
    ];
  }
}
