import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { type Endpoint, type EndpointId, endpoints } from '@buurtbalans/contracts';
import { listSessions, saveOrganisation } from '@buurtbalans/database';
import { type Lane, LANES, ROLES, type Role } from '@buurtbalans/domain';
import { StoredTrajectoryDriver } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallOptions, card, type EngineUnderTest, startEngineUnderTest } from './engine.testing.ts';

/** Where a call goes: into a trajectory of the caller or of others, into one of its lanes. */
interface Place {
  readonly isOwn: boolean;
  readonly lane: Lane;
}
const PLACES: readonly Place[] = [true, false].flatMap((isOwn) => LANES.toReversed().map((lane) => ({ isOwn, lane })));

/** Somebody who calls; a participant is in the session of one lane of the first trajectory. */
interface Caller {
  readonly name: string;
  readonly as: CallOptions;
  readonly role?: Role;
  readonly participant?: Lane;
}

/** How a cell of the matrix says what the door answers; whatever else is answered was let in, and then refused by what decides further. */
const SIGNS: Readonly<Record<string, string>> = {
  'AUTH.REQUIRED': '?',
  'AUTH.FORBIDDEN': '-',
  'SESSION.NOT_JOINED': 'j',
  'SESSION.WRONG_LANE': 'x',
  'TRAJECTORY.NOT_FOUND': '0',
};
const IN = '+';

/** Every endpoint by everybody, as it was agreed: written by this test with `ACCESS_MATRIX=write`, and read along in each change. */
const MATRIX = new URL('./access.matrix.txt', import.meta.url);
const HEAD = `Who is let in where: an endpoint a line, a column for each caller. A column has a sign for each place that the path can
lead to: own trajectory with the lane of residents, of professionals, then the same of a trajectory of others; two where no
lane matters, one where the path leads nowhere.
+ let in   - not this role   ? not signed in   j not in a session   x in another session   0 not there for this account
`;

/** What the table of endpoints says of a caller in a place, by its sign. */
function promised({ access, roles, within }: Endpoint, { role, participant }: Caller, { isOwn, lane }: Place): string {
  if (access === 'public') return IN;
  if (participant && access !== 'staff') return within && !(isOwn && lane === participant) ? 'x' : IN;
  if (!role || access === 'participant') return access === 'staff' ? '?' : 'j';
  if (within && !(role === 'programme_manager' || (isOwn && role !== 'administrator'))) return '0';
  return roles?.includes(role) ? IN : '-';
}

/** The places between which a path can tell. */
function placesOf({ path }: Endpoint): readonly Place[] {
  if (/\{(sessionId|lane)\}/.test(path)) return PLACES;
  return path.includes('{trajectoryId}') ? PLACES.filter(({ lane }) => lane === 'resident') : PLACES.slice(0, 1);
}

type Ground = { readonly trajectoryId: string } & Readonly<Record<Lane, string>>;
let engine: EngineUnderTest;
let session: { sessionId: string; token: string; code: string };
let grounds: Readonly<Record<'own' | 'pictured' | 'foreign', Ground>>;
let callers: Caller[];
let agreed: ReadonlyMap<string, readonly string[]>;
beforeAll(async () => {
  engine = await startEngineUnderTest();
  session = await engine.opened('resident');
  const professional = await engine.opened('professional');
  const [pictured, foreign] = await Promise.all([elsewhere(), elsewhere()]);
  await pictured.approved();
  for (const lane of LANES) await foreign.planned(lane);
  grounds = {
    own: { trajectoryId: engine.trajectory.id, resident: session.sessionId, professional: professional.sessionId },
    // a stakeholder sees what has a shared picture
    pictured: await groundOf(pictured),
    foreign: await groundOf(foreign),
  };
  callers = [
    { name: 'nobody', as: {} },
    { name: 'resident', as: { token: session.token }, participant: 'resident' },
    { name: 'professional participant', as: { token: professional.token }, participant: 'professional' },
    ...ROLES.map((role) => ({ name: role, as: { role }, role })),
  ];
  const lines = (await readFile(MATRIX, 'utf8').catch(() => '')).split('\n').map((line) => line.split(/ {2,}/));
  agreed = new Map(lines.flatMap(([id, ...cells]) => (Object.hasOwn(endpoints, id!) ? [[id!, cells]] : [])));
});
afterAll(() => engine.stop());

/** A trajectory with which no account of this test has anything to do. */
async function elsewhere(): Promise<StoredTrajectoryDriver> {
  const organisationId = randomUUID();
  await saveOrganisation(engine.db, { id: organisationId, name: organisationId, type: 'care' });
  const people = { facilitatorId: randomUUID(), managerId: engine.ids.programme_manager };
  return (await new StoredTrajectoryDriver(engine.db, people).begin('Elders')).exchange(organisationId);
}

async function groundOf({ id }: StoredTrajectoryDriver): Promise<Ground> {
  const [professional, resident] = await Promise.all(LANES.map((lane) => listSessions(engine.db, id, lane)));
  return { trajectoryId: id, professional: professional![0]!.sessionId, resident: resident![0]!.sessionId };
}

async function asked(id: EndpointId, caller: Caller, { isOwn, lane }: Place): Promise<string> {
  const ground = grounds[isOwn ? (caller.role === 'stakeholder' ? 'pictured' : 'own') : 'foreign'];
  const place = { trajectoryId: ground.trajectoryId, sessionId: ground[lane], lane };
  const { path, body, headers } = request(id, place);
  const answer = await engine.call(endpoints[id].method, path, {
    ...caller.as,
    ...(body === undefined ? {} : { body }),
    headers: { ...headers, ...caller.as.headers },
  });
  // what the template says of a role comes with its reasons, and a handler can speak of a lane to those whom the door let in
  if (answer.body.blocks || (caller.role && answer.body.code === 'SESSION.WRONG_LANE')) return IN;
  return SIGNS[String(answer.body.code ?? '')] ?? IN;
}

function request(
  id: EndpointId,
  change: Readonly<Record<string, string>> = {},
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
    termId: groupId,
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
    changePerson: {
      name: 'A',
      role: 'stakeholder',
      organisationId: null,
      districtCode: null,
      isDisabled: false,
      wasDisabled: false,
    },
    showCode: { code: '123456' },
    beginSecondFactor: { password: 'a' },
    turnOnSecondFactor: { setup: 'a', code: '123456' },
    renewRecoveryCodes: { password: 'a', code: '123456' },
    turnOffSecondFactor: { password: 'a', code: '123456' },
    renewPersonLink: { by: 'link' },
    holdTrajectory: { reason: 'bezwaar', expectedVersion: 0 },
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
  if (id === 'releaseHold') return { path: `${path}?expectedVersion=0` };
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

  const isWriting = process.env['ACCESS_MATRIX'] === 'write';
  const rows: string[][] = [];
  afterAll(async () => {
    if (!isWriting) return;
    const names = ['endpoint', ...callers.map(({ name }) => name)];
    const widths = names.map((name) => Math.max(name.length, name === 'endpoint' ? 24 : 4));
    const lines = [names, ...rows.toSorted(([one], [other]) => one!.localeCompare(other!))].map((cells) =>
      cells
        .map((cell, index) => cell.padEnd(widths[index]!))
        .join('  ')
        .trimEnd(),
    );
    await writeFile(MATRIX, `${[HEAD, ...lines].join('\n')}\n`);
  });

  it.each(ids)('[E277] %s lets in whom the table lets in, as it was agreed', async (id) => {
    const endpoint: Endpoint = endpoints[id];
    const places = placesOf(endpoint);
    const cells: string[] = [];
    for (const caller of callers) {
      const answers: string[] = [];
      for (const place of places) answers.push(await asked(id, caller, place));
      expect([caller.name, answers]).toEqual([caller.name, places.map((place) => promised(endpoint, caller, place))]);
      cells.push(answers.join(''));
    }
    rows.push([id, ...cells]);
    if (!isWriting) expect(agreed.get(id)).toEqual(cells);
  });
});
