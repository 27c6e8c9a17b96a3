import { defineEntity, p } from '@mikro-orm/core';
import { momentOfWriting } from '../columns.ts';

/** What became of an effect, so that it happens once. */
export const EffectReceiptEntity = defineEntity({
  name: 'EffectReceipt',
  tableName: 'effect_receipt',
  properties: {
    effectKey: p.text().primary(),
    attempt: p.integer(),
    result: p.json().$type<object>().strictNullable(),
    at: momentOfWriting(),
  },
});
