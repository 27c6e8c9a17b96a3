import { defineEntity, p } from '@mikro-orm/core';
import type { Lane, MinutesContent } from '@buurtbalans/domain';
import { momentOfWriting } from '../columns.ts';
import { onlyInSession } from '../policies.ts';

/** Approved minutes of a lane; the content is empty once something in it was taken away. */
const minutes = <Name extends string, Table extends string>(lane: Lane, name: Name, tableName: Table) =>
  defineEntity({
    name,
    tableName,
    properties: {
      sessionId: p.uuid().primary(),
      edition: p.integer(),
      approvedAt: momentOfWriting(),
      content: p.json().$type<MinutesContent>().strictNullable(),
    },
    rowLevelSecurity: 'force',
    policies: [onlyInSession('minutes_in_session', lane)],
  });

export const ProfessionalMinutesEntity = minutes('professional', 'ProfessionalMinutes', 'professional_minutes');
export const ResidentMinutesEntity = minutes('resident', 'ResidentMinutes', 'resident_minutes');
