import { defineEntity, p } from '@mikro-orm/core';
import type { AreaGeometry } from '@buurtbalans/domain';

/** Level of an area. */
export type AreaLevel = 'gemeente' | 'stadsdeel' | 'wijk' | 'buurt';

/** What an area has beside its border, wherever it is kept: among those that stand, in a file, laid aside. */
export const areaProperties = () => ({
  code: p.text().primary(),
  name: p.text(),
  level: p.text().$type<AreaLevel>(),
  parentCode: p.text().strictNullable(),
  districtCode: p.text().strictNullable(),
});

/** Areas of the municipality, with their borders in WGS84. */
export const AreaEntity = defineEntity({
  name: 'Area',
  tableName: 'area',
  properties: {
    ...areaProperties(),
    // large: read only when asked for
    geometry: p.json().$type<AreaGeometry>().lazy(),
    deliveryId: p.uuid().strictNullable(),
  },
});
