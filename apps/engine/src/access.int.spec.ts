import { randomUUID } from 'node:crypto';
import { type EndpointId, endpoints } from '@buurtbalans/contracts';
import { ROLES, type Role } from '@buurtbalans/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, card, startEngineUnderTest } from './engine.testing.ts';

type Caller = Role | 'resident token' | 'nobody';
type Row = Record<Caller, number>;

const all = (status: number, change: Partial<Row> = {}): Row => ({
  programme_manager: status,
  facilitator: status,
  research_adviser: status,
  professional: status,
  stakeholder: status,
  administrator: status,
  'resident token': 401,
  nobody: 401,
  ...change,
});
/** Those who may not see the trajectory hear that it is not there; those who may, but not this part, that it is not theirs. */
const inside = (ok: number, change: Partial<Row> = {}): Row =>
  all(ok, { stakeholder: 404, administrator: 404, ...change });
const facilitatorOnly = (ok: number): Row => inside(403, { facilitator: ok });
const open = (status: number): Row => all(status, { 'resident token': status, nobody: status });

/**
 * What each caller gets from each endpoint, for a trajectory in exchange without a shared picture; the resident's
 * token is of the session that is asked for. A blocked or invalid request (400, 409) was let in; 401, 403 and 404 were not,
 * but for 404 where all get it.
 */
const expected: Record<Exclude<EndpointId, 'signOut'>, Row> = {
  health: open(200),
  signIn: open(400),
  me: all(200),
  listAccounts: all(403, { programme_manager: 200, facilitator: 200, administrator: 200 }),
  listOrganisations: all(200),
  listTrajectories: all(200),
  createTrajectory: all(403, { programme_manager: 200 }),
  readTrajectory: inside(200),
  sendCommand: inside(403, { facilitator: 409, programme_manager: 409 }),
  readJournal: inside(200),
  exportJournal: inside(200),
  verifyJournal: inside(200),
  sendBulk: all(403, { programme_manager: 200 }),
  readSessionCalendar: inside(200),
  previewMove: inside(200),
  listTemplates: all(200),
  readTemplate: all(200),
  createTemplate: all(403, { programme_manager: 400, administrator: 400 }),
  checkTemplate: all(403, { programme_manager: 200, administrator: 200 }),
  listAreas: all(200),
  listBoundaries: all(200, { 'resident token': 200 }),
  listParks: all(200, { 'resident token': 200 }),
  listFigures: inside(403, { facilitator: 200, research_adviser: 200 }),
  startImport: all(403, { facilitator: 200, research_adviser: 200, administrator: 200 }),
  readImport: all(403, { facilitator: 404, research_adviser: 404, administrator: 404 }),
  listImports: all(403, { facilitator: 200, research_adviser: 200, administrator: 200 }),
  makeSessionCode: facilitatorOnly(200),
  readJoinInfo: open(200),
  join: open(200),
  readParticipation: all(401, { 'resident token': 200 }),
  enterSession: inside(403, { professional: 403 }),
  listOwnSessions: all(403, { professional: 200 }),
  readInvitations: facilitatorOnly(200),
  addInvitees: facilitatorOnly(409),
  removeInvitee: facilitatorOnly(204),
  // the facilitator writes for somebody else only, and says so
  sendLive: { ...facilitatorOnly(409), 'resident token': 200 },
  readLive: { ...facilitatorOnly(200), 'resident token': 200 },
  streamLive: { ...facilitatorOnly(200), 'resident token': 200 },
  readPaperForm: facilitatorOnly(200),
  listOpenPromises: facilitatorOnly(200),
  readHarvest: facilitatorOnly(200),
  listMinutes: inside(403, { facilitator: 200, professional: 200 }),
  listPromises: facilitatorOnly(200),
  countPromises: inside(403, { facilitator: 200, programme_manager: 200 }),
  listEvaluations: facilitatorOnly(200),
  listLaneContributions: facilitatorOnly(200),
  listGroups: facilitatorOnly(200),
  putGroup: facilitatorOnly(200),
  deleteGroup: facilitatorOnly(204),
  markReleased: facilitatorOnly(204),
  listCoincidence: inside(403, { facilitator: 200, research_adviser: 200 }),
  readReport: inside(404),
  readDownload: open(404),
  readReportFile: inside(404),
  requestProgrammeReport: all(403, { programme_manager: 200 }),
  listProgrammeReports: all(403, { programme_manager: 200 }),
  readProgrammeReport: all(403, { programme_manager: 404 }),
  readProgrammeFile: all(403, { programme_manager: 404 }),
  addReaders: facilitatorOnly(400),
  listReactions: facilitatorOnly(200),
  handleReaction: facilitatorOnly(404),
  readSharedParts: open(404),
  react: open(400),
  withdrawReaction: open(404),
  readSharing: facilitatorOnly(200),
  readReportData: facilitatorOnly(404),
  readShared: open(404),
  listQueues: all(403, { administrator: 200 }),
  listFailedJobs: all(403, { administrator: 200 }),
  retryJob: all(403, { administrator: 404 }),
  discardJob: all(403, { administrator: 404 }),
};

let engine: EngineUnderTest;
let session: { sessionId: string; token: string; code: string };
beforeAll(async () => {
  engine = await startEngineUnderTest();
  session = await engine.opened('resident');
});
afterAll(() => engine.stop());

function request(id: EndpointId): { path: string; body?: unknown; headers?: Record<string, string> } {
  const groupId = randomUUID();
  const fill: Record<string, string> = {
    trajectoryId: engine.trajectory.id,
    sessionId: session.sessionId,
    code: session.code,
    lane: 'resident',
    groupId,
    importId: groupId,
    inviteeId: groupId,
    reportId: groupId,
    contributionId: groupId,
    linkId: groupId,
    reactionId: groupId,
    template: 'buurtbalans-kort',
    version: '1',
    queue: 'reports',
    job: 'no-such-job',
    token: 'no-such-token',
  };
  const path = endpoints[id].path.replace(/\{(\w+)\}/g, (_, name: string) => fill[name]!);
  const bodies: Partial<Record<EndpointId, unknown>> = {
    signIn: {},
    createTrajectory: {
      trajectoryId: randomUUID(),
      commandId: randomUUID(),
      command: {
        type: 'CreateTrajectory',
        name: 'Proef',
        districtCode: 'SD0363F',
        templateId: 'buurtbalans-amsterdam',
        templateVersion: 1,
      },
    },
    sendCommand: { commandId: randomUUID(), command: { type: 'Resume' } },
    sendBulk: { items: [{ trajectoryId: engine.trajectory.id, commandId: randomUUID() }], command: { type: 'Resume' } },
    requestProgrammeReport: { format: 'pdf', language: 'nl' },
    previewMove: { templateId: 'buurtbalans-kort', templateVersion: 1 },
    createTemplate: { template: {} },
    checkTemplate: { template: {} },
    join: {},
    addReaders: { items: [{ id: randomUUID(), organisationId: randomUUID(), address: 'a@example.nl' }] },
    addInvitees: { items: [{ id: randomUUID(), organisationId: randomUUID(), address: 'a@example.nl' }] },
    sendLive: card(),
    putGroup: { title: 'Licht', contributionIds: [] },
    markReleased: { contributionIds: [randomUUID()] },
  };
  if (id === 'startImport')
    return {
      path: `${path}?kind=kwb&fileName=kwb.csv`,
      body: 'code;inwoners\n',
      headers: { 'content-type': 'text/csv' },
    };
  if (id === 'readReportData') return { path: `${path}?as=xlsx` };
  if (id === 'listBoundaries') return { path: `${path}?level=buurt` };
  return { path, ...(id in bodies ? { body: bodies[id] } : {}) };
}

describe('who may do what', () => {
  // signing out is left to last, since it ends what the others need
  const ids = Object.keys(endpoints).filter((id): id is keyof typeof expected => id !== 'signOut');

  it('has a row for every endpoint', () => {
    expect(Object.keys(expected).sort()).toEqual(ids.sort());
  });

  it.each(ids)('%s', async (id) => {
    const got: Partial<Row> = {};
    for (const caller of [...ROLES, 'resident token', 'nobody'] as const) {
      const { path, ...rest } = request(id);
      // a group has to be there to be taken apart
      if (id === 'deleteGroup' && caller === 'facilitator')
        await engine.call('PUT', path, { role: caller, body: { title: 'x', contributionIds: [] } });
      const as = caller === 'nobody' ? {} : caller === 'resident token' ? { token: session.token } : { role: caller };
      got[caller] = (await engine.call(endpoints[id].method, path, { ...rest, ...as })).status;
    }
    expect(got).toEqual(expected[id]);
  });

  it('signOut', async () => {
    expect((await engine.call('POST', '/sign-out')).status).toBe(401);
    for (const role of ROLES)
      expect([role, (await engine.call('POST', '/sign-out', { role })).status]).toEqual([role, 204]);
  });
});
