import { kindOf } from './catalogue/indicator.ts';
import { indicatorById } from './catalogue/indicators.ts';

interface Beside {
  readonly indicatorId: string;
  readonly area: { readonly value: number | null };
  readonly city: { readonly value: number | null };
}

/** A figure stands out where it is a fifth more or less than that of the city. */
const SHARE = 1.2;

/** Whether a figure stands out beside the city. A count compares nothing, and a class has no distance. */
export function isNotable({ indicatorId, area, city }: Beside): boolean {
  const indicator = indicatorById(indicatorId);
  if (!indicator || area.value === null || city.value === null) return false;
  if (['count', 'class'].includes(kindOf(indicator)) || indicator.unit === 'score') return false;
  if (area.value <= 0 || city.value <= 0) return area.value !== city.value;
  return area.value >= SHARE * city.value || city.value >= SHARE * area.value;
}
