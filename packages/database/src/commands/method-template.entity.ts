import { defineEntity, p } from '@mikro-orm/core';
import type { MethodTemplate } from '@buurtbalans/domain';
import { momentOfWriting } from '../columns.ts';

/** Versions of templates; one that is stored never changes. */
export const MethodTemplateEntity = defineEntity({
  name: 'MethodTemplate',
  tableName: 'method_template',
  properties: {
    id: p.text().primary(),
    version: p.integer().primary(),
    body: p.json().$type<MethodTemplate>(),
    createdAt: momentOfWriting(),
    createdBy: p.uuid().strictNullable(),
  },
});
