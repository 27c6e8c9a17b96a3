import { defineEntity, p } from '@mikro-orm/core';

/** Public links by the hash of their token; whether one still leads anywhere stands in the state of the trajectory. */
export const ReportLinkEntity = defineEntity({
  name: 'ReportLink',
  tableName: 'report_link',
  properties: {
    linkId: p.uuid().primary(),
    trajectoryId: p.uuid(),
    reportId: p.uuid(),
    tokenHash: p.blob().$type<Buffer>(),
  },
});
