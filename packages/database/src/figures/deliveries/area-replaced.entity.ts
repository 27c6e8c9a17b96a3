import { defineEntity, p } from '@mikro-orm/core';
import type { AreaGeometry } from '@buurtbalans/domain';
import type { AreaLevel } from '../area.entity.ts';
import { DeliveryEntity } from './delivery.entity.ts';

/** Areas as they stood before a delivery took their place, or took them away. */
export const AreaReplacedEntity = defineEntity({
  name: 'AreaReplaced',
  tableName: 'area_replaced',
  properties: {
    replacedBy: () => p.manyToOne(DeliveryEntity).primary().fieldName('replaced_by').deleteRule('cascade'),
    code: p.text().primary(),
    name: p.text(),
    level: p.text().$type<AreaLevel>(),
    parentCode: p.text().strictNullable(),
    districtCode: p.text().strictNullable(),
    geometry: p.json().$type<AreaGeometry>(),
    deliveryId: p.uuid().strictNullable(),
  },
});
