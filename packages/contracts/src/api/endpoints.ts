import { z } from 'zod';
import {
  areaSchema,
  areaWithGeometrySchema,
  AREA_LEVELS,
  importSchema,
  indicatorFiguresSchema,
} from './figures.schema.ts';
import {
  bulkOutcomeSchema,
  bulkRequestSchema,
  journalFilterSchema,
  programmeReportSchema,
  programmeRequestSchema,
  trajectoryFilterSchema,
  verificationSchema,
} from './programme.schema.ts';
import {
  movePreviewRequestSchema,
  movePreviewSchema,
  offeredTemplateSchema,
  templateCheckSchema,
  templateSchema,
  templateSummarySchema,
} from './template.schema.ts';
import { failedJobSchema, queueSchema } from './jobs.schema.ts';
import { accountSchema, meSchema, organisationSchema, signInSchema } from './people.schema.ts';
import { invitationsSchema, inviteesRequestSchema, ownSessionSchema } from './invitation.schema.ts';
import {
  evaluationSchema,
  harvestSchema,
  lanePromiseSchema,
  promiseCountsSchema,
  sessionMinutesSchema,
} from './harvest.schema.ts';
import {
  liveAcceptedSchema,
  liveCommandRequestSchema,
  liveMessageSchema,
  liveQuerySchema,
  openPromiseSchema,
  paperQuerySchema,
} from './live.schema.ts';
import {
  reactionRequestSchema,
  readersRequestSchema,
  receivedReactionSchema,
  SHARED_FILES,
  sharedPartsSchema,
  sharingSchema,
} from './sharing.schema.ts';
import {
  coincidenceSchema,
  contributionSchema,
  groupRequestSchema,
  groupSchema,
  joinedSchema,
  joinInfoSchema,
  joinRequestSchema,
  participationSchema,
  releasedRequestSchema,
  sessionCodeSchema,
} from './session.schema.ts';
import {
  commandAcceptedSchema,
  commandEnvelopeSchema,
  journalEntrySchema,
  overviewRowSchema,
  reportSchema,
  trajectoryViewSchema,
} from './trajectory.schema.ts';

/** Who may call: anybody, a signed-in account (cookie), a participant (bearer token), or either of the two. */
export type Access = 'public' | 'staff' | 'participant' | 'staff_or_participant';

/** One endpoint of the API: the single definition behind routes, OpenAPI document and typed client. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path under `/api/v1`, with `{name}` for parameters. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Absent: no content (204), or a stream or file when `produces` says so. */
  readonly response?: z.ZodType;
  readonly produces?: string;
}

function defineEndpoints<const T extends Record<string, Endpoint>>(endpoints: T): T {
  return endpoints;
}

const ok = z.object({ status: z.literal('ok') });
const list = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });

/** All endpoints, by operation id. */
export const endpoints = defineEndpoints({
  health: {
    method: 'GET',
    path: '/health',
    summary: 'Whether the engine and its database answer',
    access: 'public',
    response: ok,
  },
  signIn: {
    method: 'POST',
    path: '/sign-in',
    summary: 'Sign in; sets a cookie',
    access: 'public',
    body: signInSchema,
    response: meSchema,
  },
  signOut: { method: 'POST', path: '/sign-out', summary: 'Sign out', access: 'staff' },
  me: { method: 'GET', path: '/me', summary: 'The signed-in account', access: 'staff', response: meSchema },
  listAccounts: {
    method: 'GET',
    path: '/accounts',
    summary: 'Accounts to appoint, by role',
    access: 'staff',
    query: z.object({ role: z.string().optional() }),
    response: list(accountSchema),
  },
  listOrganisations: {
    method: 'GET',
    path: '/organisations',
    summary: 'Organisations of the register',
    access: 'staff',
    response: list(organisationSchema),
  },

  listTrajectories: {
    method: 'GET',
    path: '/trajectories',
    summary: 'Trajectories that the account may see, with progress; filtered',
    access: 'staff',
    query: trajectoryFilterSchema,
    response: list(overviewRowSchema),
  },
  createTrajectory: {
    method: 'POST',
    path: '/trajectories',
    summary: 'Start a trajectory (CreateTrajectory); the id comes from the sender',
    access: 'staff',
    body: commandEnvelopeSchema.extend({ trajectoryId: z.uuid() }),
    response: commandAcceptedSchema,
  },
  readTrajectory: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}',
    summary:
      'A trajectory with what can be done and what blocks; with `asOf` as it stood after that journal position, with `at` as it stood at that moment',
    access: 'staff',
    query: z.object({
      asOf: z.coerce.number().int().min(1).optional(),
      at: z.iso.datetime({ offset: true }).optional(),
    }),
    response: trajectoryViewSchema,
  },
  sendCommand: {
    method: 'POST',
    path: '/trajectories/{trajectoryId}/commands',
    summary: 'Give a command',
    access: 'staff',
    body: commandEnvelopeSchema,
    response: commandAcceptedSchema,
  },
  readJournal: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/journal',
    summary: 'The history, filtered',
    access: 'staff',
    query: journalFilterSchema,
    response: list(journalEntrySchema),
  },
  exportJournal: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/journal.jsonl',
    summary: 'The whole history as JSON Lines, with the hash of each entry',
    access: 'staff',
    produces: 'application/jsonl',
  },
  verifyJournal: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/journal/verification',
    summary: 'Whether the history is as it was written',
    access: 'staff',
    response: verificationSchema,
  },
  sendBulk: {
    method: 'POST',
    path: '/trajectories/bulk',
    summary: 'Give one command to many trajectories; the outcome of each is told',
    access: 'staff',
    body: bulkRequestSchema,
    response: bulkOutcomeSchema,
  },
  readSessionCalendar: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/sessions/{sessionId}/calendar',
    summary: 'A session as a calendar file (iCalendar): lane, number, trajectory and moment',
    access: 'staff',
    produces: 'text/calendar',
  },
  previewMove: {
    method: 'POST',
    path: '/trajectories/{trajectoryId}/template-move',
    summary: 'What a move to another template would change, block and refuse; nothing is stored',
    access: 'staff',
    body: movePreviewRequestSchema,
    response: movePreviewSchema,
  },

  listTemplates: {
    method: 'GET',
    path: '/templates',
    summary: 'Versions of the method templates',
    access: 'staff',
    response: list(templateSummarySchema),
  },
  readTemplate: {
    method: 'GET',
    path: '/templates/{template}/versions/{version}',
    summary: 'One version of a template',
    access: 'staff',
    response: templateSchema,
  },
  createTemplate: {
    method: 'POST',
    path: '/templates',
    summary: 'Store a new template or a new version of one; refused with everything that is wrong',
    access: 'staff',
    body: offeredTemplateSchema,
    response: templateSummarySchema,
  },
  checkTemplate: {
    method: 'POST',
    path: '/templates/check',
    summary: 'What is wrong with a template; nothing is stored',
    access: 'staff',
    body: offeredTemplateSchema,
    response: templateCheckSchema,
  },

  listAreas: {
    method: 'GET',
    path: '/areas',
    summary: 'Areas, without borders',
    access: 'staff',
    query: z.object({ level: z.enum(AREA_LEVELS).optional(), districtCode: z.string().optional() }),
    response: list(areaSchema),
  },
  listBoundaries: {
    method: 'GET',
    path: '/boundaries',
    summary: 'Areas of one level in one district, with borders',
    access: 'staff_or_participant',
    query: z.object({ level: z.enum(AREA_LEVELS), districtCode: z.string().optional() }),
    response: list(areaWithGeometrySchema),
  },
  listParks: {
    method: 'GET',
    path: '/parks',
    summary: 'Parks for the map without internet',
    access: 'staff_or_participant',
    response: z.object({
      credit: z.string(),
      items: z.array(z.object({ name: z.string().nullable(), geometry: areaWithGeometrySchema.shape.geometry })),
    }),
  },
  listFigures: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/figures',
    summary: 'Every indicator for the area, beside district and city',
    access: 'staff',
    response: list(indicatorFiguresSchema),
  },

  startImport: {
    method: 'POST',
    path: '/imports',
    summary: 'Offer a file (request body is the file itself)',
    access: 'staff',
    query: z.object({
      kind: z.enum(['kwb', 'boundaries']),
      fileName: z.string().min(1).max(200),
      year: z.coerce.number().int().optional(),
    }),
    response: importSchema,
  },
  readImport: {
    method: 'GET',
    path: '/imports/{importId}',
    summary: 'How far an import is',
    access: 'staff',
    response: importSchema,
  },
  listImports: {
    method: 'GET',
    path: '/imports',
    summary: 'Latest imports',
    access: 'staff',
    response: list(importSchema),
  },

  makeSessionCode: {
    method: 'POST',
    path: '/sessions/{sessionId}/code',
    summary: 'The code of a session; made when there is none',
    access: 'staff',
    response: sessionCodeSchema,
  },
  readJoinInfo: {
    method: 'GET',
    path: '/join/{code}',
    summary: 'What a code gives access to',
    access: 'public',
    response: joinInfoSchema,
  },
  join: {
    method: 'POST',
    path: '/join/{code}',
    summary: 'Join a session',
    access: 'public',
    body: joinRequestSchema,
    response: joinedSchema,
  },
  readParticipation: {
    method: 'GET',
    path: '/sessions/{sessionId}/participation',
    summary: 'What the participant page shows',
    access: 'participant',
    response: participationSchema,
  },
  enterSession: {
    method: 'POST',
    path: '/sessions/{sessionId}/participant',
    summary: 'Take part with an account of an organisation of the alliance, without a code',
    access: 'staff',
    response: joinedSchema,
  },
  listOwnSessions: {
    method: 'GET',
    path: '/own-sessions',
    summary: 'Sessions of the own organisation’s lane that are planned or open',
    access: 'staff',
    response: list(ownSessionSchema),
  },
  readInvitations: {
    method: 'GET',
    path: '/sessions/{sessionId}/invitations',
    summary: 'Who is invited to a session, and what became of each mail; for its facilitator',
    access: 'staff',
    response: invitationsSchema,
  },
  addInvitees: {
    method: 'POST',
    path: '/sessions/{sessionId}/invitees',
    summary: 'Put receivers on the list of a session: accounts, and addresses that are kept until it closes',
    access: 'staff',
    body: inviteesRequestSchema,
    response: invitationsSchema,
  },
  removeInvitee: {
    method: 'DELETE',
    path: '/sessions/{sessionId}/invitees/{inviteeId}',
    summary: 'Take a receiver off the list; the address is erased',
    access: 'staff',
  },
  sendLive: {
    method: 'POST',
    path: '/sessions/{sessionId}/commands',
    summary: 'A command of a live session; sent twice it acts once',
    access: 'staff_or_participant',
    body: liveCommandRequestSchema,
    response: liveAcceptedSchema,
  },
  readLive: {
    method: 'GET',
    path: '/sessions/{sessionId}/live',
    summary: 'The session as one audience sees it: what changed after a position, or everything',
    access: 'staff_or_participant',
    query: liveQuerySchema,
    response: liveMessageSchema,
  },
  streamLive: {
    method: 'GET',
    path: '/sessions/{sessionId}/stream',
    summary: 'The session as one audience sees it, live (text/event-stream); goes on after `after` or Last-Event-ID',
    access: 'staff_or_participant',
    query: liveQuerySchema,
    produces: 'text/event-stream',
    response: liveMessageSchema,
  },
  readPaperForm: {
    method: 'GET',
    path: '/sessions/{sessionId}/paper-form',
    summary: 'Paper forms of a session, as PDF or as a page to print',
    access: 'staff',
    query: paperQuerySchema,
    produces: 'application/pdf',
  },
  listOpenPromises: {
    method: 'GET',
    path: '/sessions/{sessionId}/open-promises',
    summary: 'Promises of earlier sessions in this lane that are still open',
    access: 'staff',
    response: list(openPromiseSchema),
  },
  readHarvest: {
    method: 'GET',
    path: '/sessions/{sessionId}/harvest',
    summary: 'What a session brought, and its minutes as far as they are written',
    access: 'staff',
    response: harvestSchema,
  },
  listMinutes: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/minutes',
    summary: 'Approved minutes, for the facilitator and for those who take part in their lane',
    access: 'staff',
    response: list(sessionMinutesSchema),
  },
  listPromises: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/lanes/{lane}/promises',
    summary: 'Promises of the sessions of one lane, each once',
    access: 'staff',
    response: list(lanePromiseSchema),
  },
  countPromises: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/promise-counts',
    summary: 'How many promises are open and overdue',
    access: 'staff',
    response: promiseCountsSchema,
  },
  listEvaluations: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/lanes/{lane}/evaluations',
    summary: 'How participants judged the closed sessions of one lane, as counts',
    access: 'staff',
    response: list(evaluationSchema),
  },

  listLaneContributions: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/lanes/{lane}/contributions',
    summary: 'All contributions of one lane, for its facilitator',
    access: 'staff',
    response: list(contributionSchema),
  },
  listGroups: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/lanes/{lane}/groups',
    summary: 'Groups inside one lane',
    access: 'staff',
    response: list(groupSchema),
  },
  putGroup: {
    method: 'PUT',
    path: '/trajectories/{trajectoryId}/lanes/{lane}/groups/{groupId}',
    summary: 'Make or change a group',
    access: 'staff',
    body: groupRequestSchema,
    response: groupSchema,
  },
  deleteGroup: {
    method: 'DELETE',
    path: '/trajectories/{trajectoryId}/lanes/{lane}/groups/{groupId}',
    summary: 'Take a group apart',
    access: 'staff',
  },
  markReleased: {
    method: 'POST',
    path: '/trajectories/{trajectoryId}/lanes/{lane}/released',
    summary: 'Mark contributions as used for a released statement; which one is not kept',
    access: 'staff',
    body: releasedRequestSchema,
  },
  listCoincidence: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/coincidence',
    summary: 'Where released statements and findings coincide',
    access: 'staff',
    response: list(coincidenceSchema),
  },

  readReport: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/reports/{reportId}',
    summary: 'How far a document is',
    access: 'staff',
    response: reportSchema,
  },
  readReportFile: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/reports/{reportId}/file',
    summary: 'The document itself',
    access: 'staff',
    produces: 'application/pdf',
  },

  readDownload: {
    method: 'GET',
    path: '/downloads/{token}',
    summary: 'A document by a signed link, which expires',
    access: 'public',
    produces: 'application/pdf',
  },

  requestProgrammeReport: {
    method: 'POST',
    path: '/programme-reports',
    summary: 'Ask for a report over all trajectories as they stand now; while one is under way, that one',
    access: 'staff',
    body: programmeRequestSchema,
    response: programmeReportSchema,
  },
  listProgrammeReports: {
    method: 'GET',
    path: '/programme-reports',
    summary: 'Latest programme reports',
    access: 'staff',
    response: list(programmeReportSchema),
  },
  readProgrammeReport: {
    method: 'GET',
    path: '/programme-reports/{reportId}',
    summary: 'How far a programme report is',
    access: 'staff',
    response: programmeReportSchema,
  },
  readProgrammeFile: {
    method: 'GET',
    path: '/programme-reports/{reportId}/file',
    summary: 'The programme report itself',
    access: 'staff',
    produces: 'application/pdf',
  },
  readSharing: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/links',
    summary: 'Public links to documents, and what can have one; for the facilitator',
    access: 'staff',
    response: sharingSchema,
  },
  readReportData: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/reports/{reportId}/data',
    summary: 'What a document shows, as a spreadsheet or as GeoJSON',
    access: 'staff',
    query: z.object({ as: z.enum(['xlsx', 'geojson']) }),
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  addReaders: {
    method: 'POST',
    path: '/trajectories/{trajectoryId}/links/{linkId}/readers',
    summary: 'Say with whom a document is about to be shared; the command ShareReport then sends each of them a link',
    access: 'staff',
    body: readersRequestSchema,
  },
  listReactions: {
    method: 'GET',
    path: '/trajectories/{trajectoryId}/reactions',
    summary: 'Reactions to shared documents, for the facilitator',
    access: 'staff',
    response: list(receivedReactionSchema),
  },
  handleReaction: {
    method: 'POST',
    path: '/trajectories/{trajectoryId}/reactions/{reactionId}/handled',
    summary: 'Mark a reaction as dealt with',
    access: 'staff',
  },
  readSharedParts: {
    method: 'GET',
    path: '/shared/{token}/parts',
    summary: 'What a reader can react to, and what they said',
    access: 'public',
    response: sharedPartsSchema,
  },
  react: {
    method: 'POST',
    path: '/shared/{token}/reactions',
    summary: 'React to a part of a shared document',
    access: 'public',
    body: reactionRequestSchema,
    response: sharedPartsSchema,
  },
  withdrawReaction: {
    method: 'DELETE',
    path: '/shared/{token}/reactions/{reactionId}',
    summary: 'Take a reaction back',
    access: 'public',
    response: sharedPartsSchema,
  },
  readShared: {
    method: 'GET',
    path: '/shared/{token}',
    summary: 'A document that was published: as a page, as PDF, or what it shows as data',
    access: 'public',
    query: z.object({ as: z.enum(SHARED_FILES).default('html') }),
    produces: 'text/html',
  },

  listQueues: {
    method: 'GET',
    path: '/queues',
    summary: 'Queues of background work with their counts, for administrators',
    access: 'staff',
    response: list(queueSchema),
  },
  listFailedJobs: {
    method: 'GET',
    path: '/queues/{queue}/failed-jobs',
    summary: 'Failed jobs of a queue with their reasons, latest first',
    access: 'staff',
    query: z.object({ after: z.coerce.number().int().min(0).max(100_000).default(0) }),
    response: list(failedJobSchema),
  },
  retryJob: {
    method: 'POST',
    path: '/queues/{queue}/failed-jobs/{job}/retry',
    summary: 'Let a failed job start again, with all its attempts',
    access: 'staff',
  },
  discardJob: {
    method: 'DELETE',
    path: '/queues/{queue}/failed-jobs/{job}',
    summary: 'Remove a failed job for good',
    access: 'staff',
  },
});

/** Operation id of an endpoint. */
export type EndpointId = keyof typeof endpoints;
