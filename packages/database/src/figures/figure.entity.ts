import { defineEntity, p } from '@mikro-orm/core';

/** What a figure has, where it stands and where it is laid aside. */
export const figureProperties = () => ({
  indicatorId: p.text().primary(),
  areaCode: p.text().primary(),
  year: p.integer().primary(),
  value: p.double().$type<number>().strictNullable(),
  status: p.text(),
  sourceId: p.text(),
  release: p.text().strictNullable(),
  deliveryId: p.uuid().strictNullable(),
});

/** Figures by indicator, area and year; what is not present has no value, so that a gap is never read as a number. */
export const FigureEntity = defineEntity({
  name: 'Figure',
  tableName: 'figure',
  properties: figureProperties(),
});
