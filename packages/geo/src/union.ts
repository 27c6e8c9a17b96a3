import type { AreaGeometry } from '@buurtbalans/domain';
import polygonClipping from 'polygon-clipping';
import { polygonsOf } from './geometry.ts';

/** One geometry around several areas: shared borders disappear. */
export function unionOf(areas: readonly AreaGeometry[]): AreaGeometry {
  const [first, ...rest] = areas.map(polygonsOf);
  if (!first) throw new Error('a union of no areas');
  const joined = polygonClipping.union(first, ...rest);
  return joined.length === 1
    ? { type: 'Polygon', coordinates: joined[0]! }
    : { type: 'MultiPolygon', coordinates: joined };
}
