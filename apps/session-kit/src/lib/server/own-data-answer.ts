import type { OwnDataView } from '@buurtbalans/contracts';
import { m } from '#lib/paraglide/messages.js';
import { ownDataFile } from '#lib/texts/own-data.ts';

/** What is kept of somebody, as a file to save. */
export const ownDataAnswer = (data: OwnDataView): Response =>
  new Response(`${JSON.stringify(ownDataFile(data), null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="buurtbalans-${m.owndata_file_name()}.json"`,
    },
  });
