import { randomUUID } from 'node:crypto';
import { type Endpoint, type EndpointId, endpoints } from '@buurtbalans/contracts';
import { hashPassword, saveAccount, saveOrganisation } from '@buurtbalans/database';
import { ROLES, type Role } from '@buurtbalans/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallOptions, card, type EngineUnderTest, startEngineUnderTest } from './engine.testing.ts';

/** Somebody who calls, and what is known of them beside the table. */
interface Caller {
  readonly name: string;
  readonly as: CallOptions;
  readonly role?: Role;
  /** Whether the trajectory of this test is there for this account. */
  readonly sees?: boolean;
  /** Session of a participant. */
  readonly session?: 'this' | 'another';
}

/** Codes by which the door refuses; whatever else is answered was let in, and then refused by what decides further. */
const REFUSALS = new Set(['AUTH.REQUIRED', 'AUTH.FORBIDDEN', 'SESSION.NOT_JOINED', 'TRAJECTORY.NOT_FOUND']);

/** What the table says of a caller: let in, or by which code refused. */
function promised({ access, roles, within }: Endpoint, { role, sees, session }: Caller): string {
  if (access === 'public') return 'in';
  if (session && access !== 'staff') return within && session === 'another' ? 'SESSION.WRONG_LANE' : 'in';
  if (!role || access === 'participant') return access === 'staff' ? 'AUTH.REQUIRED' : 'SESSION.NOT_JOINED';
  if (within && !sees) return 'TRAJECTORY.NOT_FOUND';
  return roles?.includes(role) ? 'in' : 'AUTH.FORBIDDEN';
}

let engine: EngineUnderTest;
let session: { sessionId: string; token: string; code: string };
let callers: Caller[];
beforeAll(async () => {
  engine = await startEngineUnderTest();
  session = await engine.opened('resident');
  const elsewhere = await engine.opened('professional');
  callers = [
    { name: 'nobody', as: {} },
    { name: 'resident', as: { token: session.token }, session: 'this' },
    { name: 'participant of another session', as: { token: elsewhere.token }, session: 'another' },
    // without a shared picture a stakeholder sees nothing, and an administrator never does
    ...ROLES.map((role) => ({
      name: role,
      as: { role },
      role,
      sees: role !== 'stakeholder' && role !== 'administrator',
    })),
    ...(await Promise.all((['facilitator', 'research_adviser', 'professional'] as const).map(strangerOf))),
  ];
});
afterAll(() => engine.stop());

/** An account of a role that has nothing to do with the trajectory. */
async function strangerOf(role: Role): Promise<Caller> {
  const [organisationId, email, password] = [randomUUID(), `${role}@elders.example.nl`, 'another long password'];
  await saveOrganisation(engine.db, { id: organisationId, name: role, type: 'care' });
  await saveAccount(engine.db, {
    id: randomUUID(),
    email,
    name: role,
    role,
    organisationId: role === 'professional' ? organisationId : null,
    passwordHash: await hashPassword(password),
  });
  const { headers } = await engine.call('POST', '/sign-in', { body: { email, password } });
  const cookie = headers.get('set-cookie')!.split(';')[0]!;
  return { name: `${role} elsewhere`, as: { headers: { cookie } }, role, sees: false };
}

async function asked(id: EndpointId, caller: Caller): Promise<string> {
  const { path, body, headers } = request(id);
  const answer = await engine.call(endpoints[id].method, path, {
    ...caller.as,
    ...(body === undefined ? {} : { body }),
    headers: { ...headers, ...caller.as.headers },
  });
  const code = String(answer.body.code ?? '');
  // what the template says of a role comes with its reasons
  if (answer.body.blocks) return 'in';
  if (caller.session === 'another' && code === 'SESSION.WRONG_LANE') return code;
  return REFUSALS.has(code) ? code : 'in';
}

function request(
  id: EndpointId,
  change: Record<string, string> = {},
): { path: string; body?: unknown; headers?: Record<string, string> } {
  const groupId = randomUUID();
  const fill: Record<string, string> = {
    trajectoryId: engine.trajectory.id,
    sessionId: session.sessionId,
    code: session.code,
    lane: 'resident',
    groupId,
    importId: groupId,
    deliveryId: groupId,
    inviteeId: groupId,
    signInId: groupId,
    accountId: groupId,
    organisationId: groupId,
    reportId: groupId,
    contributionId: groupId,
    linkId: groupId,
    reactionId: groupId,
    template: 'buurtbalans-kort',
    version: '1',
    queue: 'reports',
    job: 'no-such-job',
    token: id === 'readDownload' ? 'x'.repeat(72) : 'x'.repeat(43),
    ...change,
  };
  const path = endpoints[id].path.replace(/\{(\w+)\}/g, (_, name: string) => fill[name]!);
  const bodies: Partial<Record<EndpointId, unknown>> = {
    signIn: {},
    acceptAccountInvitation: { name: 'A', password: 'een heel lang woord' },
    forgotPassword: { email: 'a@example.nl' },
    changeMe: { name: 'A', language: null },
    changePassword: { current: 'a', next: 'b' },
    invitePerson: { email: 'a@example.nl', name: 'A', role: 'professional', by: 'link' },
    inviteProfessional: { email: 'a@example.nl', name: 'A', organisationId: groupId, by: 'link' },
    changePerson: { name: 'A', role: 'stakeholder', organisationId: null, districtCode: null, isDisabled: false },
    renewPersonLink: { by: 'link' },
    addOrganisation: { name: `Wijkteam ${groupId}`, type: 'care' },
    changeOrganisation: { name: 'Wijkteam', type: 'care' },
    mergeOrganisation: { into: groupId },
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
    takeOverDelivery: { replaces: null },
    previewRelease: { sessionId: randomUUID(), contributionIds: [randomUUID()], place: null },
  };
  if (id === 'startImport')
    return {
      path: `${path}?kind=kwb&fileName=kwb.csv`,
      body: 'code;inwoners\n',
      headers: { 'content-type': 'text/csv' },
    };
  if (id === 'readReportData') return { path: `${path}?as=xlsx` };
  if (id === 'listDeliveryChanges') return { path: `${path}?kind=added` };
  if (id === 'listBoundaries') return { path: `${path}?level=buurt` };
  return { path, ...(id in bodies ? { body: bodies[id] } : {}) };
}

describe('[E142] what stands in a path', () => {
  const parameters = (Object.entries(endpoints) as [EndpointId, Endpoint][]).flatMap(([id, { params = {} }]) =>
    Object.entries(params)
      .filter(([, { schema }]) => !schema.safeParse('!').success)
      .map(([name, { refusal }]) => [id, name, refusal] as const),
  );

  it.each(parameters)('%s: a %s that is none is refused by %s', async (id, name, refusal) => {
    const { path, ...rest } = request(id, { [name]: '!' });
    const as = endpoints[id].access === 'participant' ? { token: session.token } : { role: 'facilitator' as const };
    const { status, body } = await engine.call(endpoints[id].method, path, { ...rest, ...as });
    expect([status, body.code]).toEqual([404, refusal]);
  });
});

describe('[E141] who may do what', () => {
  // signing out is left to last, since it ends what the others need
  const ids = (Object.keys(endpoints) as EndpointId[]).toSorted(
    (one, other) => Number(one === 'signOut') - Number(other === 'signOut'),
  );

  it.each(ids)('%s lets in whom the table lets in', async (id) => {
    const got: Record<string, string> = {};
    for (const caller of callers) got[caller.name] = await asked(id, caller);
    expect(got).toEqual(Object.fromEntries(callers.map((caller) => [caller.name, promised(endpoints[id], caller)])));
  });
});
