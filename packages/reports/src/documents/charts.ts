import type { Theme } from '@buurtbalans/domain';
import { barChart } from '../drawing/bar-chart.ts';
import { type Block, figure } from '../model.ts';
import type { SnapshotIndicator } from '../snapshot.ts';
import type { Writing } from '../texts/format.ts';

/** Units in which a neighbourhood can stand beside its district and city; numbers of people or homes cannot. */
const COMPARABLE = ['percent', 'per_1000', 'thousand_euro', 'km', 'persons_per_household'];
/** As many subjects as stay readable in one chart. */
const MOST = 8;

/** The figures of a theme as bars beside district and city: one chart for each unit, in which the table below goes on. */
export function chartsOf(theme: Theme, indicators: readonly SnapshotIndicator[], writing: Writing): Block[] {
  const { texts, language } = writing;
  const kinds = [texts.columns.area, texts.columns.district, texts.columns.city];
  return COMPARABLE.flatMap((unit): Block[] => {
    const shown = indicators
      .filter((indicator) => indicator.unit === unit && indicator.area.value !== null && indicator.city.value !== null)
      .slice(0, MOST);
    if (shown.length === 0) return [];
    const groups = shown.map((indicator) => ({
      name: indicator.name[language],
      bars: [indicator.area, indicator.district, indicator.city].map((value) => ({
        value: value.value,
        label: writing.value(indicator, value),
      })),
    }));
    const spoken = groups.map(({ name, bars }) =>
      texts.chartItem(
        name,
        bars.map((bar) => bar.label),
      ),
    );
    return [
      figure(
        barChart(kinds, groups),
        `${texts.chartAlt(kinds)} ${spoken.join(' ')}`,
        texts.chartCaption(texts.themes[theme].toLowerCase()),
      ),
    ];
  });
}
