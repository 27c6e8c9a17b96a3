import { defineEntity, p } from '@mikro-orm/core';
import type { Lane } from '@buurtbalans/domain';
import { count } from '../columns.ts';
import { onlyInSession } from '../policies.ts';

/** What happened in the live sessions of a lane; texts and places of cards stand in its contributions. */
const liveEvents = <Name extends string, Table extends string>(lane: Lane, name: Name, tableName: Table) =>
  defineEntity({
    name,
    tableName,
    properties: {
      sessionId: p.uuid().primary(),
      seq: count().primary(),
      commandId: p.text(),
      type: p.text(),
      body: p.json().$type<Record<string, unknown>>(),
      voter: p.text().strictNullable().generated(`(body ->> 'voter'::text) stored`),
    },
    rowLevelSecurity: 'force',
    policies: [onlyInSession('event_in_session', lane)],
  });

export const ProfessionalLiveEventEntity = liveEvents(
  'professional',
  'ProfessionalLiveEvent',
  'professional_live_event',
);
export const ResidentLiveEventEntity = liveEvents('resident', 'ResidentLiveEvent', 'resident_live_event');
