import { defineEntity, p } from '@mikro-orm/core';
import { figureProperties } from '../figure.entity.ts';
import { DeliveryEntity } from './delivery.entity.ts';

/** Figures as they stood before a delivery took their place. */
export const FigureReplacedEntity = defineEntity({
  name: 'FigureReplaced',
  tableName: 'figure_replaced',
  properties: {
    replacedBy: () => p.manyToOne(DeliveryEntity).primary().fieldName('replaced_by').deleteRule('cascade'),
    ...figureProperties(),
  },
});
