import {
  bulkOutcomeSchema,
  bulkRequestSchema,
  programmeReportSchema,
  programmeRequestSchema,
} from '../programme.schema.ts';
import { HTML, list, PDF } from './answers.ts';
import { defineEndpoints } from './endpoint.ts';
import { uuid } from './parameters.ts';
import { PROGRAMME_MANAGER } from './roles.ts';

/** All trajectories at once, for those who look after the programme. */
export const programmeEndpoints = defineEndpoints({
  sendBulk: {
    method: 'POST',
    path: '/trajectories/bulk',
    summary: 'Give one command to many trajectories; the outcome of each is told',
    access: 'staff',
    roles: PROGRAMME_MANAGER,
    facts: ['template'],
    body: bulkRequestSchema,
    response: bulkOutcomeSchema,
  },
  requestProgrammeReport: {
    method: 'POST',
    path: '/programme-reports',
    summary: 'Ask for a report over all trajectories as they stand now; while one is under way, that one',
    access: 'staff',
    roles: PROGRAMME_MANAGER,
    body: programmeRequestSchema,
    response: programmeReportSchema,
  },
  listProgrammeReports: {
    method: 'GET',
    path: '/programme-reports',
    summary: 'Latest programme reports',
    access: 'staff',
    roles: PROGRAMME_MANAGER,
    response: list(programmeReportSchema),
  },
  readProgrammeReport: {
    method: 'GET',
    path: '/programme-reports/{reportId}',
    summary: 'How far a programme report is',
    access: 'staff',
    roles: PROGRAMME_MANAGER,
    params: { reportId: uuid },
    response: programmeReportSchema,
  },
  readProgrammeFile: {
    method: 'GET',
    path: '/programme-reports/{reportId}/file',
    summary: 'The programme report itself',
    access: 'staff',
    roles: PROGRAMME_MANAGER,
    params: { reportId: uuid },
    produces: [PDF, HTML],
  },
});
