import { defineEntity, p } from '@mikro-orm/core';
import type { Lane } from '@buurtbalans/domain';
import { onlyInSession } from '../policies.ts';

/** Documents made of the minutes of a lane; they go with them. */
const minutesFiles = <Name extends string, Table extends string>(lane: Lane, name: Name, tableName: Table) =>
  defineEntity({
    name,
    tableName,
    properties: {
      reportId: p.uuid().primary(),
      sessionId: p.uuid(),
      edition: p.integer(),
      mime: p.text(),
      fileName: p.text(),
      body: p.blob().$type<Buffer>(),
    },
    rowLevelSecurity: 'force',
    policies: [onlyInSession('minutes_file_in_session', lane)],
  });

export const ProfessionalMinutesFileEntity = minutesFiles(
  'professional',
  'ProfessionalMinutesFile',
  'professional_minutes_file',
);
export const ResidentMinutesFileEntity = minutesFiles('resident', 'ResidentMinutesFile', 'resident_minutes_file');
