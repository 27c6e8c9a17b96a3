import { defineEntity, p } from '@mikro-orm/core';
import { count, momentOfWriting } from '../columns.ts';

/** Tables whose files are written anew, so that nothing of what was erased is left in them. */
export const TableRewriteEntity = defineEntity({
  name: 'TableRewrite',
  tableName: 'table_rewrite',
  properties: {
    tableName: p.text().primary(),
    at: momentOfWriting(),
    wanted: count().defaultRaw('0'),
    done: count().defaultRaw('0'),
    changes: count().defaultRaw('0'),
  },
});
