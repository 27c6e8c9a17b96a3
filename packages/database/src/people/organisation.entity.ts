import { defineEntity, p } from '@mikro-orm/core';
import type { OrganisationType } from '@buurtbalans/domain';

/** The register of organisations. */
export const OrganisationEntity = defineEntity({
  name: 'Organisation',
  tableName: 'organisation',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    type: p.text().$type<OrganisationType>(),
    districtCodes: p.array().columnType('text[]').defaultRaw(`'{}'`),
    contact: p.text().strictNullable(),
    // a double: its people are those of the other one from then on
    mergedInto: p.uuid().strictNullable(),
  },
});
