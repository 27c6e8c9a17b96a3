import { defineEntity, p } from '@mikro-orm/core';
import { momentOfWriting } from '../columns.ts';

/** What each command was answered, for whoever sends it again. */
export const CommandReceiptEntity = defineEntity({
  name: 'CommandReceipt',
  tableName: 'command_receipt',
  properties: {
    trajectoryId: p.uuid().primary(),
    commandId: p.text().primary(),
    outcome: p.json().$type<object>(),
    at: momentOfWriting(),
  },
});
