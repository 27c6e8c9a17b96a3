import { reportSchema } from '../trajectory.schema.ts';
import { HTML, PDF } from './answers.ts';
import { defineEndpoints } from './endpoint.ts';
import { downloadToken, uuid } from './parameters.ts';
import { OF_THE_TRAJECTORY } from './roles.ts';

const params = { trajectoryId: uuid, reportId: uuid };

/** Documents of a trajectory: how far they are, and their files. */
export const reportEndpoints = defineEndpoints({
  readReport: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/reports/{reportId}',
    summary: 'How far a document is',
    access: 'staff',
    roles: OF_THE_TRAJECTORY,
    within: 'trajectory',
    facts: ['readableReports'],
    params,
    response: reportSchema,
  },
  readReportFile: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/reports/{reportId}/file',
    summary: 'The document itself, or the way to it (303)',
    access: 'staff',
    roles: OF_THE_TRAJECTORY,
    within: 'trajectory',
    facts: ['readableReports'],
    params,
    produces: [PDF, HTML],
  },
  readDownload: {
    method: 'GET',
    path: '/downloads/{token}',
    summary: 'A document by a signed link, which expires',
    access: 'public',
    facts: ['link'],
    params: { token: downloadToken },
    produces: [PDF, HTML],
  },
});
