import { defineEntity, p } from '@mikro-orm/core';
import { count, moment } from '../columns.ts';

/** When it is looked whether the order of a resident meeting can be forgotten, and how far it is. */
export const SessionOrderEntity = defineEntity({
  name: 'SessionOrder',
  tableName: 'session_order',
  properties: {
    sessionId: p.uuid().primary(),
    lookAt: moment().strictNullable(),
    forgottenTo: count().defaultRaw('0'),
  },
});
