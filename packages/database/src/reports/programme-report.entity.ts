import { defineEntity, p } from '@mikro-orm/core';
import { momentOfWriting, renderedFile } from '../columns.ts';

/** Reports over all trajectories: at which positions they show them, and the file. */
export const ProgrammeReportEntity = defineEntity({
  name: 'ProgrammeReport',
  tableName: 'programme_report',
  properties: {
    id: p.uuid().primary(),
    format: p.text().$type<'pdf' | 'html'>(),
    language: p.text().$type<'nl' | 'en'>(),
    requestedBy: p.uuid(),
    asOf: momentOfWriting(),
    positions: p.json().$type<Record<string, number>>(),
    status: p.text().$type<'requested' | 'rendered' | 'failed'>().default('requested'),
    ...renderedFile(),
  },
});
