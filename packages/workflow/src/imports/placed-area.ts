import type { StoredArea } from '@buurtbalans/database';
import type { Boundary } from '@buurtbalans/geo';

/**
 * Where an area lies, by its code: two letters of the level, four digits of the municipality, two signs of the wijk. In which
 * district it does follows from the areas that there are, when it is compared with them.
 */
export function placed(area: Boundary): StoredArea {
  const { code, level } = area;
  const parents = { gemeente: null, stadsdeel: `GM${code.slice(2, 6)}`, wijk: null, buurt: `WK${code.slice(2, 8)}` };
  return { ...area, parentCode: parents[level], districtCode: level === 'stadsdeel' ? code : null };
}
