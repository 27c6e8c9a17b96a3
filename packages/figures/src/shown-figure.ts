import { sources, tableAddress } from './catalogue/sources.ts';
import type { Comparison } from './compare.ts';

/** An indicator beside its district and city as screens and documents show it, with where it comes from. */
export function shownFigure({ indicator, year, area, district, city, sourceId, release }: Comparison) {
  const { id, theme, name, plain, unit, decimals } = indicator;
  const known = sources[sourceId];
  return {
    indicatorId: id,
    theme,
    name,
    plain,
    unit,
    decimals,
    year,
    area,
    district,
    city,
    source: {
      title: known?.title ?? sourceId,
      credit: known?.credit ?? '',
      table: known?.table ?? null,
      licence: known?.licence ?? '',
      /** Where the table stands on the web. */
      address: known ? tableAddress(known) : null,
      /** The release that the figure came with, when the file told. */
      release,
    },
  };
}
