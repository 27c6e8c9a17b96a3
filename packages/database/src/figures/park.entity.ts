import { defineEntity, p } from '@mikro-orm/core';
import type { AreaGeometry } from '@buurtbalans/domain';

/** Parks of the base map. */
export const ParkEntity = defineEntity({
  name: 'Park',
  tableName: 'park',
  properties: { id: p.text().primary(), name: p.text().strictNullable(), geometry: p.json().$type<AreaGeometry>() },
});
