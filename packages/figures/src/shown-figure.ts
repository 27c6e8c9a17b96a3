import { tableAddress } from './catalogue/sources.ts';
import type { Compared } from './combine.ts';
import type { Comparison } from './compare.ts';
import type { Indicator } from './catalogue/indicator.ts';

/** How many decimals a percentage is shown with: one that somebody counted more precisely than the office is not rounded away. */
export function decimalsOf({ unit, decimals }: Indicator, values: readonly Compared[]): number {
  const isFiner = values.some(({ value, derived }) => value !== null && !derived && !Number.isInteger(value));
  return unit === 'percent' && isFiner ? Math.max(decimals, 1) : decimals;
}

/** An indicator beside its district and city as screens and documents show it, with where it comes from. */
export function shownFigure({ indicator, year, area, district, city, sources, release }: Comparison) {
  const { id, theme, name, plain, unit } = indicator;
  const each = (of: (source: Comparison['sources'][number]) => string): string =>
    [...new Set(sources.map(of))].filter((text) => text !== '').join('; ');
  const [only, ...others] = sources;
  const tables = [...new Set(sources.map(({ table }) => table))];
  const single = others.length === 0 ? only : undefined;
  return {
    indicatorId: id,
    theme,
    name,
    plain,
    unit,
    decimals: decimalsOf(indicator, [area, district, city]),
    year,
    area,
    district,
    city,
    source: {
      title: each(({ title }) => title),
      credit: each(({ credit }) => credit),
      /** Of several each; null where one of them has none. */
      table: tables.includes(null) ? null : tables.join('; ') || null,
      licence: each(({ licence }) => licence),
      /** Where the table stands on the web, when all of it is of one. */
      address: single ? tableAddress(single) : null,
      /** The release that the figure came with, when the file told. */
      release,
      /** Of several each by itself: the licence and the table of one say nothing of another. */
      ...(others.length > 0 && {
        parts: sources.map((source) => ({
          title: source.title,
          credit: source.credit,
          table: source.table,
          licence: source.licence,
          address: tableAddress(source),
        })),
      }),
    },
  };
}
