import { defineEntity, p } from '@mikro-orm/core';
import type { AreaGeometry } from '@buurtbalans/domain';

/** Level of an area. */
export type AreaLevel = 'gemeente' | 'stadsdeel' | 'wijk' | 'buurt';

/** Areas of the municipality, with their borders in WGS84. */
export const AreaEntity = defineEntity({
  name: 'Area',
  tableName: 'area',
  properties: {
    code: p.text().primary(),
    name: p.text(),
    level: p.text().$type<AreaLevel>(),
    parentCode: p.text().strictNullable(),
    districtCode: p.text().strictNullable(),
    // large: read only when asked for
    geometry: p.json().$type<AreaGeometry>().lazy(),
    deliveryId: p.uuid().strictNullable(),
  },
});
