import { defineEntity, p } from '@mikro-orm/core';
import type { AreaGeometry } from '@buurtbalans/domain';
import { areaProperties } from '../area.entity.ts';
import { DeliveryEntity } from './delivery.entity.ts';

/** Areas of a file of borders until it is decided what becomes of it. */
export const DeliveryAreaEntity = defineEntity({
  name: 'DeliveryArea',
  tableName: 'delivery_area',
  properties: {
    delivery: () => p.manyToOne(DeliveryEntity).primary().deleteRule('cascade'),
    ...areaProperties(),
    geometry: p.json().$type<AreaGeometry>(),
  },
});
