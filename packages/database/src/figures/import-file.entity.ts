import { defineEntity, p } from '@mikro-orm/core';
import { ImportJobEntity } from './import-job.entity.ts';

/** The parts of a file until it is read. */
export const ImportFileEntity = defineEntity({
  name: 'ImportFile',
  tableName: 'import_file',
  properties: {
    import: () => p.manyToOne(ImportJobEntity).primary().deleteRule('cascade'),
    part: p.integer().primary(),
    body: p.blob().$type<Buffer>(),
  },
});
