import { defineEntity, p } from '@mikro-orm/core';
import { DeliveryEntity } from './delivery.entity.ts';

/** Rows of a file of figures until it is decided what becomes of it; cells and statuses are arrays as PostgreSQL writes them. */
export const DeliveryRowEntity = defineEntity({
  name: 'DeliveryRow',
  tableName: 'delivery_row',
  properties: {
    delivery: () => p.manyToOne(DeliveryEntity).primary().deleteRule('cascade'),
    line: p.integer().primary(),
    areaCode: p.text(),
    year: p.integer(),
    cells: p.text(),
    statuses: p.text(),
  },
});
