import { randomUUID } from 'node:crypto';
import type { HarvestView, LanePromiseView, SessionMinutes, TrajectoryView } from '@buurtbalans/contracts';
import { beginReport, finishReport, keepMinutesFile, saveAccount } from '@buurtbalans/database';
import { type Lane, LANES, ROLES, type Role } from '@buurtbalans/domain';
import { dayIn } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, card, envelope, startEngineUnderTest, WRITING } from '../engine.testing.ts';

let engine: EngineUnderTest;
const sessions = {} as Record<Lane, { sessionId: string; token: string }>;
const reports = {} as Record<Lane, string>;
const said: Record<Lane, string> = { professional: 'Donker pad van een agent', resident: 'Donker pad van een bewoner' };

beforeAll(async () => {
  engine = await startEngineUnderTest();
  for (const lane of LANES) await harvested(lane);
});
afterAll(() => engine.stop());

const command = (sessionId: string, body: object, role: Role = 'facilitator', extra: object = {}) =>
  engine.call('POST', `/sessions/${sessionId}/commands`, {
    role,
    body: { commandId: randomUUID(), command: body, ...extra },
  });
const harvest = async (sessionId: string) =>
  (await engine.call('GET', `/sessions/${sessionId}/harvest`, { role: 'facilitator' })).body as unknown as HarvestView;
const inTrajectory = (path: string): string => `/trajectories/${engine.trajectory.id}/${path}`;
const filePath = (lane: Lane): string => inTrajectory(`reports/${reports[lane]}/file`);

/** A document of the standing minutes, as the worker makes one. */
async function rendered(lane: Lane, sessionId: string, edition: number): Promise<string> {
  const reportId = randomUUID();
  await engine.trajectory.do({
    type: 'RequestReport',
    reportId,
    document: 'minutes',
    format: 'html',
    language: 'nl',
    sessionId,
  });
  const file = {
    mime: 'text/html; charset=utf-8',
    fileName: 'verslag.html',
    body: Buffer.from(`<p>${said[lane]}</p>`),
  };
  await beginReport(engine.db, engine.trajectory.id, reportId);
  await keepMinutesFile(engine.db, { sessionId, trajectoryId: engine.trajectory.id, lane }, reportId, edition, file);
  await finishReport(engine.db, reportId, 1, { ...file, sha256: 'a'.repeat(64), pages: 0 }, 'in_lane');
  await engine.trajectory.do(
    { type: 'RecordReport', reportId, outcome: 'rendered', sha256: 'a'.repeat(64), pages: 0 },
    { role: 'system' },
  );
  return reportId;
}

/** A closed session with a card, a promise and approved minutes, and their document. */
async function harvested(lane: Lane): Promise<void> {
  const { sessionId, token } = await engine.opened(lane);
  sessions[lane] = { sessionId, token };
  await engine.call('POST', `/sessions/${sessionId}/commands`, { token, body: card({ text: said[lane] }) });
  await command(sessionId, {
    type: 'MakePromise',
    promiseId: randomUUID(),
    what: `Afspraak over ${lane}`,
    ownerOrganisationId: engine.organisationId,
    due: dayIn(-1),
  });
  await engine.trajectory.do({ type: 'CloseSession', sessionId });
  expect(
    (await command(sessionId, { type: 'WriteMinutes', expectedMinutes: 0, summary: 'Kort', notes: {}, approved: true }))
      .status,
  ).toBe(200);
  reports[lane] = await rendered(lane, sessionId, 1);
}

describe('minutes of a lane', () => {
  it('[L5] are a file for the facilitator, and for the alliance those of professionals; for all others they do not exist', async () => {
    for (const lane of LANES) {
      for (const role of ROLES) {
        const may = role === 'facilitator' || (role === 'professional' && lane === 'professional');
        const file = await fetch(`${engine.base}${filePath(lane)}`, { headers: { cookie: engine.cookies[role] } });
        const text = await file.text();
        expect([lane, role, file.status]).toEqual([lane, role, may ? 200 : 404]);
        expect(text.includes(said[lane])).toBe(may);
        expect([
          lane,
          role,
          (await engine.call('GET', inTrajectory(`reports/${reports[lane]}`), { role })).status,
        ]).toEqual([lane, role, may ? 200 : 404]);
      }
      for (const who of [{ token: sessions.resident.token }, { token: sessions.professional.token }, {}])
        expect((await engine.call('GET', filePath(lane), who)).status).toBe(401);
    }
  });

  it('[L5] are in no list but that of the lane, and nothing else of the trajectory tells them', async () => {
    for (const role of ROLES) {
      const view = await engine.call('GET', `/trajectories/${engine.trajectory.id}`, { role });
      expect((view.body as unknown as TrajectoryView).reports ?? []).toEqual([]);
      const everything = await Promise.all(
        ['', 'journal', 'journal.jsonl', 'journal/verification'].map(async (path) =>
          (
            await fetch(`${engine.base}/trajectories/${engine.trajectory.id}${path && `/${path}`}`, {
              headers: { cookie: engine.cookies[role] },
            })
          ).text(),
        ),
      );
      for (const lane of LANES) expect(everything.join()).not.toContain(said[lane]);
      const listed = await engine.call('GET', inTrajectory('minutes'), { role });
      const ids =
        listed.status === 200
          ? (listed.body.items as SessionMinutes[]).map(({ sessionId }) => sessionId).sort()
          : listed.status;
      const both = LANES.map((lane) => sessions[lane].sessionId).sort();
      expect([role, ids]).toEqual([
        role,
        role === 'facilitator'
          ? both
          : role === 'professional'
            ? [sessions.professional.sessionId]
            : ['stakeholder', 'administrator'].includes(role)
              ? 404
              : 403,
      ]);
    }
  });

  it('[L5] are nothing to an organisation outside the alliance', async () => {
    await saveAccount(engine.db, {
      id: engine.ids.professional,
      email: 'professional@example.nl',
      name: 'professional',
      role: 'professional',
      organisationId: null,
      passwordHash: '',
    });
    expect((await engine.call('GET', filePath('professional'), { role: 'professional' })).status).toBe(404);
    expect((await engine.call('GET', inTrajectory('minutes'), { role: 'professional' })).status).toBe(404);
  });

  it('[L5] are asked for by the facilitator alone', async () => {
    const ask = {
      commandId: randomUUID(),
      command: {
        type: 'RequestReport',
        reportId: randomUUID(),
        document: 'minutes',
        format: 'pdf',
        language: 'nl',
        sessionId: sessions.resident.sessionId,
      },
    };
    expect(await engine.call('POST', inTrajectory('commands'), { role: 'research_adviser', body: ask })).toMatchObject({
      status: 403,
      body: { code: 'COMMAND.NOT_ALLOWED' },
    });
    const open = await engine.opened('resident');
    const early = { commandId: randomUUID(), command: { ...ask.command, sessionId: open.sessionId } };
    expect(await engine.call('POST', inTrajectory('commands'), { role: 'facilitator', body: early })).toMatchObject({
      status: 409,
      body: { code: 'SESSION.NOT_CLOSED' },
    });
  });

  it('[H4] are gone as a file once a resident takes back what they tell, and can be made anew', async () => {
    const { sessionId, token } = await engine.opened('resident');
    const written = card({ text: 'Neem ik terug' });
    await engine.call('POST', `/sessions/${sessionId}/commands`, { token, body: written });
    await engine.trajectory.do({ type: 'CloseSession', sessionId });
    await command(sessionId, { type: 'WriteMinutes', expectedMinutes: 0, notes: {}, approved: true });
    const reportId = await rendered('resident', sessionId, 1);
    const path = inTrajectory(`reports/${reportId}/file`);
    expect((await engine.call('GET', path, { role: 'facilitator' })).status).toBe(200);
    await engine.call('POST', `/sessions/${sessionId}/commands`, {
      token,
      body: envelope({ type: 'WithdrawCard', cardId: written.command.cardId, secret: 'a secret of one browser' }),
    });
    expect(await engine.call('GET', path, { role: 'facilitator' })).toMatchObject({
      status: 409,
      body: { code: 'REPORT.MINUTES_LAPSED' },
    });
    expect(await harvest(sessionId)).toMatchObject({ minutes: { stands: false, approved: false, edition: 1 } });
    expect(JSON.stringify(await harvest(sessionId))).not.toContain('Neem ik terug');
    const listed = (await engine.call('GET', inTrajectory('minutes'), { role: 'facilitator' })).body
      .items as SessionMinutes[];
    expect(listed.find((one) => one.sessionId === sessionId)).toMatchObject({ stands: false, documents: [] });
    expect(
      (await command(sessionId, { type: 'WriteMinutes', expectedMinutes: 1, notes: {}, approved: true })).status,
    ).toBe(200);
    expect(await harvest(sessionId)).toMatchObject({ minutes: { stands: true, edition: 2 }, isBehind: false });
    await command(sessionId, {
      type: 'AddCard',
      cardId: randomUUID(),
      stepId: WRITING,
      kind: 'signal',
      theme: 'youth',
      text: 'Van papier',
      onBehalf: randomUUID(),
    });
    expect(await harvest(sessionId)).toMatchObject({ minutes: { stands: true, approved: true }, isBehind: true });
  });

  it('[H3] that a colleague changed are not written over, and a name in them is warned about', async () => {
    const { sessionId } = sessions.professional;
    const write = (expectedMinutes: number, summary: string, extra: object = {}) =>
      command(sessionId, { type: 'WriteMinutes', expectedMinutes, summary, notes: {}, approved: false, ...extra });
    expect((await write(1, 'Van een collega')).status).toBe(200);
    expect(await write(1, 'Van mij')).toMatchObject({ status: 409, body: { code: 'LIVE.MINUTES_MOVED' } });
    expect(await write(2, 'Meneer Jansen van nr. 12 zei het')).toMatchObject({
      status: 422,
      body: { code: 'CONTRIBUTION.PERSONAL' },
    });
    expect((await write(2, 'Meneer Jansen van nr. 12 zei het', { confirmedNotPersonal: true })).status).toBe(200);
    expect(await harvest(sessionId)).toMatchObject({ minutes: { version: 3, stands: true, approved: false } });
  });
});

describe('promises of a lane', () => {
  const promises = async (lane: Lane) =>
    (await engine.call('GET', inTrajectory(`lanes/${lane}/promises`), { role: 'facilitator' })).body
      .items as LanePromiseView[];

  it('[H5] carried over are one promise, and settled everywhere at once', async () => {
    const [first] = await promises('professional');
    const next = await engine.trajectory.planned('professional');
    const offered = (await engine.call('GET', `/sessions/${next}/open-promises`, { role: 'facilitator' })).body
      .items as { id: string; from: string }[];
    expect(offered).toMatchObject([{ id: first!.id, from: sessions.professional.sessionId }]);
    const { id, what, ownerOrganisationId, due } = first!;
    expect(
      (
        await command(next, {
          type: 'MakePromise',
          promiseId: id,
          what,
          ownerOrganisationId,
          due,
          from: sessions.professional.sessionId,
        })
      ).status,
    ).toBe(200);
    expect(await promises('professional')).toMatchObject([
      { id, status: 'open', isOverdue: true, sessionIds: [sessions.professional.sessionId, next] },
    ]);
    expect((await engine.call('GET', `/sessions/${next}/open-promises`, { role: 'facilitator' })).body.items).toEqual(
      [],
    );
    const third = await engine.trajectory.planned('professional');
    expect(
      (await engine.call('GET', `/sessions/${third}/open-promises`, { role: 'facilitator' })).body.items,
    ).toHaveLength(1);
    for (const [where, to] of [
      [sessions.professional.sessionId, 'done'],
      [next, 'open'],
      [next, 'done'],
    ] as const) {
      await command(where, { type: 'SettlePromise', promiseId: id, to });
      for (const sessionId of [sessions.professional.sessionId, next]) {
        const { set } = (
          await engine.call('GET', `/sessions/${sessionId}/live?audience=facilitator`, { role: 'facilitator' })
        ).body as { set: Record<string, { status: string }> };
        expect(set[`promise:${id}`]!.status).toBe(to);
      }
    }
    expect(await promises('professional')).toMatchObject([{ status: 'done', isOverdue: false }]);
  });

  it('[H6] are two numbers for the programme manager, the same whatever they say', async () => {
    const before = await engine.call('GET', inTrajectory('promise-counts'), { role: 'programme_manager' });
    expect(before.body).toEqual({ professional: { open: 0, overdue: 0 }, resident: { open: 1, overdue: 1 } });
    const [promise] = await promises('resident');
    await command(sessions.resident.sessionId, {
      type: 'MakePromise',
      promiseId: promise!.id,
      what: 'Iets heel anders, en veel langer dan het was',
      ownerOrganisationId: null,
      owner: 'bewoners',
      due: '2019-06-06',
    });
    const after = await engine.call('GET', inTrajectory('promise-counts'), { role: 'programme_manager' });
    expect([after.body, after.headers.get('content-length')]).toEqual([
      before.body,
      before.headers.get('content-length'),
    ]);
    for (const path of ['lanes/resident/promises', 'lanes/resident/evaluations', 'minutes'])
      expect((await engine.call('GET', inTrajectory(path), { role: 'programme_manager' })).status).toBe(403);
  });

  it('[H7] an evaluation is counts, for its facilitator', async () => {
    const { sessionId } = await engine.opened('resident');
    const stepId = 'evaluation-9';
    await command(sessionId, { type: 'GoToStep', stepId, expectedStep: WRITING });
    for (let who = 0; who < 4; who += 1)
      await command(sessionId, {
        type: 'GiveAnswer',
        stepId,
        answer: { exercise: 'evaluation', useful: 4, heard: 5 - who, sentence: `Zin ${who}` },
        onBehalf: randomUUID(),
      });
    await engine.trajectory.do({ type: 'CloseSession', sessionId });
    const told = async () =>
      (
        (await engine.call('GET', inTrajectory('lanes/resident/evaluations'), { role: 'facilitator' })).body.items as {
          sessionId: string;
        }[]
      ).find((one) => one.sessionId === sessionId);
    expect(await told()).toEqual({ sessionId, state: 'hidden', answered: 0, useful: null, heard: null });
    await command(sessionId, { type: 'Reveal', stepId, on: true });
    expect(await told()).toEqual({
      sessionId,
      state: 'told',
      answered: 4,
      useful: [0, 0, 0, 4, 0],
      heard: [0, 1, 1, 1, 1],
    });
  });
});
