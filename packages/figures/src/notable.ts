import { kindOf } from './catalogue/indicator.ts';
import { indicatorById } from './catalogue/indicators.ts';

interface Beside {
  readonly indicatorId: string;
  readonly area: { readonly value: number | null };
  readonly city: { readonly value: number | null };
}

/** How far a figure that stands out is above or below that of the city, as a share of that of the city. */
const SHARE = 0.2;

/** Whether a figure stands out beside the city. A count compares nothing, and a class has no distance. */
export function isNotable({ indicatorId, area, city }: Beside): boolean {
  const indicator = indicatorById(indicatorId);
  if (!indicator || area.value === null || city.value === null) return false;
  if (['count', 'class'].includes(kindOf(indicator)) || indicator.unit === 'score') return false;
  if (area.value <= 0 || city.value <= 0) return area.value !== city.value;
  // what a computer makes of a fifth is not exactly one
  return Math.abs(area.value - city.value) >= SHARE * city.value - 1e-9;
}
