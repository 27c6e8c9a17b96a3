import { createHash, randomUUID } from 'node:crypto';
import { saveAccount, saveOrganisation } from '@buurtbalans/database';
import { inDays, LiveDriver, StoredTrajectoryDriver } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, card, envelope, startEngineUnderTest } from '../engine.testing.ts';

type Item = { id: string; name: string; outcome: { status: string; number: number } | null };
const ADDRESS = 'iemand@corporatie.example.nl';
let engine: EngineUnderTest;
beforeAll(async () => {
  engine = await startEngineUnderTest({ SMTP_URL: 'smtp://127.0.0.1:1' });
});
afterAll(() => engine.stop());

const asFacilitator = (method: string, path: string, body?: unknown) =>
  engine.call(method, path, { role: 'facilitator', ...(body === undefined ? {} : { body }) });
const read = async (sessionId: string) =>
  (await asFacilitator('GET', `/sessions/${sessionId}/invitations`)).body as {
    hasMail: boolean;
    people: { accountId: string }[];
    invitees: Item[];
  };
const command = (body: object) =>
  asFacilitator('POST', `/trajectories/${engine.trajectory.id}/commands`, envelope(body));
const address = (change: object = {}) => ({
  items: [{ id: randomUUID(), organisationId: engine.organisationId, address: ADDRESS, ...change }],
});

describe('the list of who is invited', () => {
  it('[P23] is kept for a planned session of professionals: accounts and addresses of the alliance, until it closes', async () => {
    const sessionId = await engine.trajectory.planned('professional');
    const before = await read(sessionId);
    expect(before).toMatchObject({
      hasMail: true,
      people: [{ accountId: engine.ids.professional, name: 'professional', organisationId: engine.organisationId }],
      invitees: [],
    });
    const path = `/sessions/${sessionId}/invitees`;
    for (const wrong of [{ organisationId: randomUUID() }, { address: 'geen adres' }])
      expect((await asFacilitator('POST', path, address(wrong))).status).toBe(400);
    expect(
      (await asFacilitator('POST', path, { items: [{ id: randomUUID(), accountId: engine.ids.stakeholder }] })).body,
    ).toMatchObject({ code: 'SESSION.INVITEE_INVALID' });
    await asFacilitator('POST', path, {
      items: [{ id: randomUUID(), accountId: engine.ids.professional }, ...address().items],
    });
    // the same ones again are on it once
    const again = await asFacilitator('POST', path, {
      items: [
        { id: randomUUID(), accountId: engine.ids.professional },
        ...address({ address: ADDRESS.toUpperCase() }).items,
      ],
    });
    const { invitees } = again.body as { invitees: Item[] };
    expect(invitees.map(({ name, outcome }) => [name, outcome]).sort()).toEqual([
      [ADDRESS, null],
      ['professional', null],
    ]);
    expect(
      (await command({ type: 'InviteToSession', sessionId, receiverIds: invitees.map(({ id }) => id) })).status,
    ).toBe(200);
    expect((await read(sessionId)).invitees.map(({ outcome }) => outcome)).toMatchObject([
      { status: 'waiting', number: 1 },
      { status: 'waiting', number: 1 },
    ]);
    await asFacilitator('DELETE', `${path}/${invitees.find(({ name }) => name === 'professional')!.id}`);
    expect((await read(sessionId)).invitees.map(({ name }) => name)).toEqual([ADDRESS]);
    await command({ type: 'OpenSession', sessionId });
    expect((await asFacilitator('POST', path, address())).body).toMatchObject({ code: 'SESSION.NOT_PLANNED' });
    await command({ type: 'CloseSession', sessionId });
    expect((await read(sessionId)).invitees).toEqual([]);
  });

  it('[P23] shows no address to anybody else, in no view and no history', async () => {
    const sessionId = await engine.trajectory.planned('professional');
    const { invitees } = (await asFacilitator('POST', `/sessions/${sessionId}/invitees`, address())).body as {
      invitees: Item[];
    };
    await command({ type: 'InviteToSession', sessionId, receiverIds: invitees.map(({ id }) => id) });
    const trajectory = `/trajectories/${engine.trajectory.id}`;
    for (const path of [trajectory, `${trajectory}/journal`, `${trajectory}/journal.jsonl`]) {
      for (const cookie of [
        engine.cookies.programme_manager,
        engine.cookies.research_adviser,
        engine.cookies.professional,
        engine.cookies.facilitator,
      ]) {
        const text = await (await fetch(engine.base + path, { headers: { cookie } })).text();
        expect(text).toContain(sessionId);
        for (const hidden of ['corporatie.example', invitees[0]!.id]) expect(text).not.toContain(hidden);
      }
    }
  });

  it('[S6] is not there for residents', async () => {
    const sessionId = await engine.trajectory.planned('resident');
    expect((await asFacilitator('POST', `/sessions/${sessionId}/invitees`, address())).body).toMatchObject({
      code: 'SESSION.NO_INVITATIONS',
    });
    expect((await command({ type: 'InviteToSession', sessionId, receiverIds: [randomUUID()] })).body).toMatchObject({
      code: 'SESSION.NO_INVITATIONS',
    });
  });
});

describe('a code', () => {
  it('lasts as long as the session may move, once people are invited anew', async () => {
    const sessionId = await engine.trajectory.planned('professional');
    const code = async () =>
      (await asFacilitator('POST', `/sessions/${sessionId}/code`)).body as { code: string; expiresAt: string };
    const first = await code();
    const plannedFor = inDays(400);
    await command({ type: 'MoveSession', sessionId, plannedFor });
    await command({ type: 'InviteToSession', sessionId, receiverIds: [randomUUID()] });
    expect(await code()).toEqual({
      code: first.code,
      expiresAt: new Date(Date.parse(plannedFor) + 2 * 86_400_000).toISOString(),
    });
    expect((await engine.call('GET', `/join/${first.code}`)).status).toBe(200);
  });
});

describe('a professional with an account', () => {
  const enter = (sessionId: string) =>
    engine.call('POST', `/sessions/${sessionId}/participant`, { role: 'professional' });
  const own = async () =>
    ((await engine.call('GET', '/own-sessions', { role: 'professional' })).body as { items: { sessionId: string }[] })
      .items;

  it('[S7] comes in without a code, for the own organisation, adds, sees and takes back, until it is closed', async () => {
    const sessionId = await engine.trajectory.planned('professional');
    expect((await own()).find((one) => one.sessionId === sessionId)).toMatchObject({
      trajectoryName: 'Slotermeer',
      title: 'Sessie',
      status: 'planned',
      commitment: 'signed',
      isPaused: false,
    });
    const { token } = (await enter(sessionId)).body as { token: string };
    const participation = await engine.call('GET', `/sessions/${sessionId}/participation`, { token });
    expect(participation.body).toMatchObject({
      status: 'planned',
      organisation: { id: engine.organisationId },
      commitment: 'signed',
    });
    const secret = 'a secret of this browser';
    const early = card({ stepId: null, ownerHash: createHash('sha256').update(secret).digest('hex') });
    const commands = `/sessions/${sessionId}/commands`;
    expect((await engine.call('POST', commands, { token, body: early })).status).toBe(200);
    const seen = async (as: { token: string } | { role: 'facilitator' }) =>
      Object.keys(
        (await engine.call('GET', `/sessions/${sessionId}/live?audience=facilitator`, as)).body.set as object,
      ).filter((key) => key.startsWith('card:'));
    // it waits for the facilitator; the room has it when the facilitator wants
    expect([await seen({ role: 'facilitator' }), await seen({ token })]).toEqual([
      [`card:${early.command.cardId}`],
      [],
    ]);
    await new LiveDriver(engine.db, { sessionId, trajectoryId: engine.trajectory.id, lane: 'professional' }).do(
      { type: 'ModerateCards', cardIds: [early.command.cardId], to: 'shown' },
      { facilitator: engine.ids.facilitator },
    );
    await expect.poll(() => seen({ token })).toEqual([`card:${early.command.cardId}`]);
    const takeBack = {
      commandId: randomUUID(),
      command: { type: 'WithdrawCard', cardId: early.command.cardId, secret },
    };
    expect((await engine.call('POST', commands, { token, body: takeBack })).status).toBe(200);
    expect(await seen({ role: 'facilitator' })).toEqual([]);
    await command({ type: 'OpenSession', sessionId });
    expect((await enter(sessionId)).status).toBe(200);
    await command({ type: 'CloseSession', sessionId });
    expect((await enter(sessionId)).body).toMatchObject({ code: 'SESSION.NOT_OPEN' });
    expect((await own()).some((one) => one.sessionId === sessionId)).toBe(false);
  });

  it('[S7] comes into no resident meeting and no trajectory of other organisations', async () => {
    const resident = await engine.trajectory.planned('resident');
    expect((await enter(resident)).body).toMatchObject({ code: 'SESSION.WRONG_LANE' });
    const other = await new StoredTrajectoryDriver(engine.db, {
      facilitatorId: engine.ids.facilitator,
      managerId: engine.ids.programme_manager,
    }).begin('Geuzenveld');
    const elsewhere = randomUUID();
    await saveOrganisation(engine.db, { id: elsewhere, name: 'Corporatie', type: 'housing_corporation' });
    await other.exchange(elsewhere);
    const foreign = await other.planned('professional');
    expect((await enter(foreign)).status).toBe(404);
    expect((await own()).some(({ sessionId }) => sessionId === resident || sessionId === foreign)).toBe(false);
  });

  it('[S9] is told that the sharing commitment is missing', async () => {
    const sessionId = await engine.trajectory.planned('professional');
    await command({ type: 'WithdrawCommitment', organisationId: engine.organisationId, reason: 'x' });
    expect((await own()).find((one) => one.sessionId === sessionId)).toMatchObject({ commitment: 'withdrawn' });
    const { token } = (await enter(sessionId)).body as { token: string };
    expect(
      (await engine.call('POST', `/sessions/${sessionId}/commands`, { token, body: card({ stepId: null }) })).body,
    ).toMatchObject({ code: 'COMMITMENT.MISSING', detail: expect.stringContaining('procesbegeleider') });
  });

  it('without an organisation takes part in nothing', async () => {
    await saveAccount(engine.db, {
      id: engine.ids.professional,
      email: 'professional@example.nl',
      name: 'professional',
      role: 'professional',
      organisationId: null,
      passwordHash: 'x',
    });
    expect(await own()).toEqual([]);
  });
});
