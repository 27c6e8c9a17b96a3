import { defineEntity, p } from '@mikro-orm/core';
import type { AreaGeometry } from '@buurtbalans/domain';
import { areaProperties } from '../area.entity.ts';
import { DeliveryEntity } from './delivery.entity.ts';

/** Areas as they stood before a delivery took their place, or took them away. */
export const AreaReplacedEntity = defineEntity({
  name: 'AreaReplaced',
  tableName: 'area_replaced',
  properties: {
    replacedBy: () => p.manyToOne(DeliveryEntity).primary().fieldName('replaced_by').deleteRule('cascade'),
    ...areaProperties(),
    geometry: p.json().$type<AreaGeometry>(),
    deliveryId: p.uuid().strictNullable(),
  },
});
