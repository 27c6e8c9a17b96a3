import { THEMES } from '@buurtbalans/domain';
import type { Indicator } from './indicator.ts';
import { livingAndFacilities } from './living-and-facilities.ts';
import { peopleAndHomes } from './people-and-homes.ts';
import { workAndIncome } from './work-and-income.ts';

/** The indicators that the product knows, by theme in the order of the method. */
export const indicators: readonly Indicator[] = [...peopleAndHomes, ...livingAndFacilities, ...workAndIncome].sort(
  (one, other) => THEMES.indexOf(one.theme) - THEMES.indexOf(other.theme),
);

const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));

/** The indicator with this id; undefined when the catalogue has none. */
export function indicatorById(id: string): Indicator | undefined {
  return byId.get(id);
}
