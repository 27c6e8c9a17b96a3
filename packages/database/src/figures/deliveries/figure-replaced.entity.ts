import { defineEntity, p } from '@mikro-orm/core';
import { DeliveryEntity } from './delivery.entity.ts';

/** Figures as they stood before a delivery took their place. */
export const FigureReplacedEntity = defineEntity({
  name: 'FigureReplaced',
  tableName: 'figure_replaced',
  properties: {
    replacedBy: () => p.manyToOne(DeliveryEntity).primary().fieldName('replaced_by').deleteRule('cascade'),
    indicatorId: p.text().primary(),
    areaCode: p.text().primary(),
    year: p.integer().primary(),
    value: p.double().$type<number>().strictNullable(),
    status: p.text(),
    sourceId: p.text(),
    release: p.text().strictNullable(),
    deliveryId: p.uuid().strictNullable(),
  },
});
