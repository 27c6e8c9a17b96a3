import { defineEntity, p } from '@mikro-orm/core';
import { moment, momentOfWriting } from '../columns.ts';
import { OrganisationEntity } from '../people/organisation.entity.ts';
import { facilitated, ofTrajectory } from '../policies.ts';

/**
 * With whom a document is shared. An address lies here until its mail was taken: the facilitator writes it, the worker
 * reads and erases it, the engine knows the hash of the reader's token alone.
 */
export const ReportReaderEntity = defineEntity({
  name: 'ReportReader',
  tableName: 'report_reader',
  properties: {
    id: p.uuid().primary(),
    linkId: p.uuid(),
    trajectoryId: p.uuid(),
    organisation: () => p.manyToOne(OrganisationEntity),
    tokenHash: p.blob().$type<Buffer>(),
    token: p.text().strictNullable(),
    address: p.text().strictNullable(),
    forgottenAt: moment().strictNullable(),
    keptAt: momentOfWriting(),
  },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'reader_by_facilitator', command: 'insert', roles: ['bb_facilitator'], check: facilitated },
    { name: 'reader_known_to_facilitator', command: 'select', roles: ['bb_facilitator'], using: facilitated },
    { name: 'reader_of_token', roles: ['bb_engine'], using: 'true' },
    {
      name: 'reader_self',
      command: 'select',
      roles: ['bb_credentials'],
      using: `lower(address) = app_setting('email')`,
    },
    { name: 'reader_to_send_to', roles: ['bb_worker'], using: ofTrajectory },
  ],
});
