import { randomUUID } from 'node:crypto';
import { endpoints, type TrajectoryView } from '@buurtbalans/contracts';
import { ROLES, type Role } from '@buurtbalans/domain';
import { StoredTrajectoryDriver } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controllers } from './app.module.ts';
import { card, type EngineUnderTest, envelope, startEngineUnderTest, WRITING } from './engine.testing.ts';
import { ENDPOINT } from './platform/route.ts';

let engine: EngineUnderTest;

const { call, send } = {
  call: (...given: Parameters<EngineUnderTest['call']>) => engine.call(...given),
  send: (body: object, role: Role = 'facilitator', extra: object = {}) =>
    engine.call('POST', `/trajectories/${engine.trajectory.id}/commands`, { role, body: envelope(body, extra) }),
};

beforeAll(async () => void (engine = await startEngineUnderTest()));
afterAll(() => engine.stop());

describe('contract', () => {
  it('has one handler for each endpoint, and describes each in OpenAPI', async () => {
    const handled = controllers.flatMap(({ prototype }) =>
      Object.getOwnPropertyNames(prototype).flatMap(
        (name) => Reflect.getMetadata(ENDPOINT, prototype[name as never]) ?? [],
      ),
    );
    expect(handled.sort()).toEqual(Object.keys(endpoints).sort());
    const { body } = await call('GET', '/openapi.json');
    const described = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
      (path) => Object.values(path).map((operation) => operation.operationId),
    );
    expect(described.sort()).toEqual(handled.sort());
    expect(JSON.stringify(body)).not.toContain('"$schema"');
  });

  it('answers errors as problems in the language that is asked for', async () => {
    const dutch = await call('GET', '/me');
    expect(dutch.status).toBe(401);
    expect(dutch.headers.get('content-type')).toContain('application/problem+json');
    expect(dutch.body).toMatchObject({ code: 'AUTH.REQUIRED', title: 'U bent niet aangemeld' });
    expect((await call('GET', '/me', { headers: { 'accept-language': 'en-GB,en' } })).body).toMatchObject({
      title: 'You are not signed in',
    });
    expect((await call('GET', '/nothing/here')).body).toMatchObject({ status: 404, code: 'REQUEST.NOT_FOUND' });
    expect(
      (
        await fetch(`${engine.base}/sign-in`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{',
        })
      ).status,
    ).toBe(400);
    expect((await call('POST', '/sign-in', { body: { email: 'x' } })).body).toMatchObject({
      code: 'REQUEST.INVALID',
      details: { fields: ['email', 'password'] },
    });
  });
});

describe('signing in', () => {
  it('refuses a wrong password and an unknown address alike', async () => {
    const wrong = (email: string) => call('POST', '/sign-in', { body: { email, password: 'wrong' } });
    const [known, unknown] = [await wrong('stakeholder@example.nl'), await wrong('nobody@example.nl')];
    expect(known.body).toEqual(unknown.body);
    expect(known.status).toBe(401);
  });

  it('ends at signing out, and refuses a write from another website', async () => {
    const answer = await call('POST', '/sign-in', {
      body: { email: 'ADMINISTRATOR@example.nl', password: 'a long enough password' },
    });
    const cookie = answer.headers.get('set-cookie')!.split(';')[0]!;
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax/i);
    expect(
      (await call('POST', '/sign-out', { headers: { cookie, 'sec-fetch-site': 'cross-site' } })).body,
    ).toMatchObject({ code: 'REQUEST.ORIGIN' });
    expect((await call('POST', '/sign-out', { headers: { cookie } })).status).toBe(204);
    expect((await call('GET', '/me', { headers: { cookie } })).status).toBe(401);
  });
});

describe('roles', () => {
  const progress = ['programme_manager', 'facilitator', 'research_adviser', 'professional'] as const;

  it('shows a trajectory to those it concerns, and its contents to facilitator and adviser only', async () => {
    for (const role of ROLES) {
      const answer = await call('GET', `/trajectories/${engine.trajectory.id}`, { role });
      expect([role, answer.status]).toEqual([role, (progress as readonly string[]).includes(role) ? 200 : 404]);
      if (answer.status !== 200) continue;
      const view = answer.body as unknown as TrajectoryView;
      const reads = role === 'facilitator' || role === 'research_adviser';
      expect(view.contentVisible).toBe(reads);
      expect(JSON.stringify(view).includes('plein prettig')).toBe(reads);
      const journal = JSON.stringify(
        (await call('GET', `/trajectories/${engine.trajectory.id}/journal`, { role })).body,
      );
      expect(journal.includes('QuestionWritten')).toBe(true);
      expect(journal.includes('plein prettig')).toBe(reads);
    }
  });

  it('[L2] gives contributions of a lane to its facilitator only', async () => {
    for (const role of ROLES) {
      for (const lane of ['professional', 'resident']) {
        const { status } = await call('GET', `/trajectories/${engine.trajectory.id}/lanes/${lane}/contributions`, {
          role,
        });
        expect([role, status === 200]).toEqual([role, role === 'facilitator']);
      }
    }
  });

  it('needs an account for everything that is for staff', async () => {
    for (const [id, endpoint] of Object.entries(endpoints)) {
      if (endpoint.access === 'public') continue;
      const path = endpoint.path.replace('{lane}', 'resident').replace(/\{\w+Id\}/g, engine.trajectory.id);
      const { status } = await call(endpoint.method, path);
      expect([id, status]).toEqual([id, 401]);
    }
  });
});

describe('commands', () => {
  it('[E1] the same command twice gives the same answer', async () => {
    const body = envelope({ type: 'WriteQuestion', text: 'x' });
    const first = await call('POST', `/trajectories/${engine.trajectory.id}/commands`, { role: 'facilitator', body });
    expect(first.body).toMatchObject({ code: 'COMMAND.BLOCKED', blocks: [{ code: 'phase' }] });
    const added = envelope({ type: 'ChooseIndicator', indicatorId: 'youth.primary_school_distance', year: 2024 });
    const one = await call('POST', `/trajectories/${engine.trajectory.id}/commands`, {
      role: 'research_adviser',
      body: added,
    });
    const two = await call('POST', `/trajectories/${engine.trajectory.id}/commands`, {
      role: 'research_adviser',
      body: added,
    });
    expect(one.body).toMatchObject({ repeated: false });
    expect(two.body).toEqual({ ...one.body, repeated: true });
  });

  it('[E2] a stale version gets what happened in between', async () => {
    const answer = await send({ type: 'SignOffIntake' }, 'facilitator', { expectedVersion: 2 });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      code: 'TRAJECTORY.STALE',
      since: expect.arrayContaining([expect.objectContaining({ seq: 3, type: 'PhaseAdvanced' })]),
    });
  });

  it('[T3] a blocked command lists what is in the way', async () => {
    const answer = await send({ type: 'AdvancePhase', from: 'exchange' });
    expect(answer.status).toBe(409);
    expect(answer.body.blocks).toMatchObject([
      { guardId: 'four-professional-sessions', params: { closed: 0, needed: 4 }, waivable: true },
      { guardId: 'one-resident-meeting' },
    ]);
  });

  it('refuses an invalid border and one in other coordinates, and joins the chosen areas itself', async () => {
    const other = await new StoredTrajectoryDriver(engine.db, {
      facilitatorId: engine.ids.facilitator,
      managerId: engine.ids.programme_manager,
    }).begin('Getekend');
    const draw = (ring: number[][]) =>
      call('POST', `/trajectories/${other.id}/commands`, {
        role: 'facilitator',
        body: envelope({
          type: 'SetArea',
          name: 'x',
          codes: [],
          drawn: true,
          geometry: { type: 'Polygon', coordinates: [ring] },
        }),
      });
    expect(
      (
        await draw([
          [4.82, 52.37],
          [4.83, 52.38],
          [4.83, 52.37],
          [4.82, 52.38],
          [4.82, 52.37],
        ])
      ).body,
    ).toMatchObject({ status: 422, code: 'GEO.INVALID_GEOMETRY' });
    expect(
      (
        await draw([
          [116_000, 487_000],
          [116_100, 487_000],
          [116_100, 487_100],
          [116_000, 487_000],
        ])
      ).body,
    ).toMatchObject({ code: 'GEO.WRONG_CRS' });
    expect(
      (
        await draw([
          [4.822, 52.372],
          [4.825, 52.372],
          [4.825, 52.375],
          [4.822, 52.372],
        ])
      ).status,
    ).toBe(200);
    const view = (await call('GET', `/trajectories/${other.id}`, { role: 'facilitator' }))
      .body as unknown as TrajectoryView;
    expect(view.area).toMatchObject({ drawn: true, codes: ['BU0363FA01'] });
    const chosen = envelope({ type: 'SetArea', name: 'x', codes: ['BU0363FA01'], drawn: false });
    expect(
      (await call('POST', `/trajectories/${other.id}/commands`, { role: 'facilitator', body: chosen })).status,
    ).toBe(200);
    const unknown = envelope({ type: 'SetArea', name: 'x', codes: ['BU0363XX99'], drawn: false });
    expect(
      (await call('POST', `/trajectories/${other.id}/commands`, { role: 'facilitator', body: unknown })).body,
    ).toMatchObject({ code: 'AREA.NOT_FOUND' });
  });
});

describe('sessions', () => {
  it('[L1] a token of one lane opens nothing in the other', async () => {
    const [professional, resident] = [await engine.opened('professional'), await engine.opened('resident')];
    for (const [mine, other] of [
      [professional, resident],
      [resident, professional],
    ] as const) {
      for (const [method, path] of [
        ['GET', 'participation'],
        ['GET', 'live'],
        ['GET', 'stream'],
        ['POST', 'commands'],
      ] as const) {
        const answer = await call(method, `/sessions/${other.sessionId}/${path}`, {
          token: mine.token,
          ...(method === 'POST' ? { body: card() } : {}),
        });
        expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'SESSION.WRONG_LANE']);
      }
    }
    expect((await call('POST', '/join/AAAAAA', { body: {} })).body).toMatchObject({ code: 'SESSION.CODE_UNKNOWN' });
  });

  it('[P3] keeps a resident place at the grain, and takes back with the secret only', async () => {
    const { sessionId, token } = await engine.opened('resident');
    const sent = card({ place: { lng: 4.8251, lat: 52.3751 } });
    const { cardId } = sent.command;
    expect((await call('POST', `/sessions/${sessionId}/commands`, { token, body: sent })).body).toMatchObject({
      kept: false,
    });
    const shown = async () =>
      (await call('GET', `/sessions/${sessionId}/live`, { token })).body.set as Record<string, Record<string, unknown>>;
    const stored = (await shown())[`card:${cardId}`]!;
    expect(stored).toMatchObject({ id: cardId, organisationId: null, text: 'Donker pad' });
    expect(stored.place).not.toEqual(sent.command.place);
    expect(JSON.stringify(await shown())).not.toContain(sent.command.ownerHash);
    const withdraw = (secret: string) =>
      call('POST', `/sessions/${sessionId}/commands`, {
        token,
        body: envelope({ type: 'WithdrawCard', cardId, secret }),
      });
    expect((await withdraw('not the secret of it')).status).toBe(404);
    expect((await withdraw('a secret of one browser')).status).toBe(200);
    expect(await shown()).not.toHaveProperty(`card:${cardId}`);
  });

  it('[P4] warns about a text that looks like a person, and lets the facilitator look at it once that is denied', async () => {
    const { sessionId, token } = await engine.opened('professional');
    const path = `/sessions/${sessionId}/commands`;
    const sent = card({ text: 'meneer Jansen, nr. 12' });
    expect((await call('POST', path, { token, body: sent })).body).toMatchObject({
      status: 422,
      code: 'CONTRIBUTION.PERSONAL',
      details: { spans: ['meneer Jansen', 'nr. 12'] },
    });
    expect(
      (await call('POST', path, { token, body: { ...sent, command: { ...sent.command, confirmedNotPersonal: true } } }))
        .status,
    ).toBe(200);
    const key = `card:${sent.command.cardId}`;
    expect(
      (await call('GET', `/sessions/${sessionId}/live?audience=facilitator`, { token })).body.set,
    ).not.toHaveProperty(key);
    expect(
      (await call('GET', `/sessions/${sessionId}/live?audience=projector`, { role: 'facilitator' })).body.set,
    ).not.toHaveProperty(key);
    expect(
      (await call('GET', `/sessions/${sessionId}/live?audience=facilitator`, { role: 'facilitator' })).body.set,
    ).toMatchObject({ [key]: { moderation: 'waiting', organisationId: engine.organisationId } });
    expect((await call('POST', path, { token, body: card({ place: { lng: 5.5, lat: 52.1 } }) })).body).toMatchObject({
      code: 'CONTRIBUTION.OUTSIDE_AREA',
    });
    expect((await call('POST', path, { token, body: card({ text: 'x'.repeat(10_000) }) })).status).toBe(400);
    expect(
      (await call('POST', path, { token, body: card({ text: 'x'.repeat(10 * 1024 * 1024) }) })).body,
    ).toMatchObject({ status: 413, code: 'REQUEST.TOO_LARGE' });
  });

  it('[S4] takes nothing after closing, and the stream brings what others put in and the closing', async () => {
    const { sessionId, token } = await engine.opened('resident');
    const stop = new AbortController();
    const stream = await fetch(`${engine.base}/sessions/${sessionId}/stream`, {
      headers: { authorization: `Bearer ${token}` },
      signal: stop.signal,
    });
    let text = '';
    const reading = (async () => {
      for await (const chunk of stream.body!) text += Buffer.from(chunk).toString('utf8');
    })().catch(() => undefined);
    const sent = card();
    await call('POST', `/sessions/${sessionId}/commands`, { token, body: sent });
    await expect.poll(() => text.includes(sent.command.cardId)).toBe(true);
    await send({ type: 'CloseSession', sessionId });
    await expect.poll(() => text.includes('"closed"')).toBe(true);
    stop.abort();
    await reading;
    expect(text).toMatch(/^id: 2\ndata: \{"seq":2,"now":"[^"]+","whole":true/);
    expect((await call('POST', `/sessions/${sessionId}/commands`, { token, body: card() })).body).toMatchObject({
      status: 409,
      code: 'SESSION.NOT_OPEN',
    });
    expect((await call('POST', `/sessions/${sessionId}/commands`, { token, body: sent })).body).toMatchObject({
      seq: 3,
    });
  });

  it('[K2] one who moves on from a step that has moved is refused, and what was written in it is kept for the facilitator', async () => {
    const { sessionId, token } = await engine.opened('professional');
    const go = (stepId: string, expectedStep: string) =>
      call('POST', `/sessions/${sessionId}/commands`, {
        role: 'facilitator',
        body: envelope({ type: 'GoToStep', stepId, expectedStep }),
      });
    expect((await go('brainwriting-3', WRITING)).status).toBe(200);
    expect((await go('clustering-4', WRITING)).body).toMatchObject({ status: 409, code: 'LIVE.STEP_MOVED' });
    const late = card();
    expect((await call('POST', `/sessions/${sessionId}/commands`, { token, body: late })).body).toMatchObject({
      kept: true,
    });
    const shown = async (audience: string) =>
      (await call('GET', `/sessions/${sessionId}/live?audience=${audience}`, { role: 'facilitator' })).body
        .set as Record<string, unknown>;
    expect(await shown('projector')).not.toHaveProperty(`card:${late.command.cardId}`);
    expect(await shown('facilitator')).toHaveProperty(`late:${late.command.cardId}`);
    await call('POST', `/sessions/${sessionId}/commands`, {
      role: 'facilitator',
      body: envelope({ type: 'Admit', lateId: late.command.cardId, on: true }),
    });
    expect(await shown('projector')).toHaveProperty(`card:${late.command.cardId}`);
    expect(
      (await call('POST', `/sessions/${sessionId}/commands`, { token, body: envelope({ type: 'Gather', on: true }) }))
        .body,
    ).toMatchObject({ status: 403, code: 'LIVE.FACILITATOR_ONLY' });
  });
});

describe('imports and documents', () => {
  it('takes in a file as it is and leaves one job; other roles may not', async () => {
    const upload = (role: Role) =>
      fetch(`${engine.base}/imports?kind=kwb&fileName=kwb.csv&year=2024`, {
        method: 'POST',
        headers: { cookie: engine.cookies[role], 'content-type': 'text/csv' },
        body: 'code;inwoners\n',
      });
    expect((await upload('professional')).status).toBe(403);
    const answer = (await (await upload('research_adviser')).json()) as { id: string; bytes: number; status: string };
    expect(answer).toMatchObject({ bytes: 14, status: 'queued', fileName: 'kwb.csv' });
    expect((await call('GET', `/imports/${answer.id}`, { role: 'research_adviser' })).body).toMatchObject({
      id: answer.id,
    });
  });

  it('[R1] a document asked for twice at once is one document', async () => {
    const ask = () =>
      send({ type: 'RequestReport', reportId: randomUUID(), document: 'profile', format: 'pdf', language: 'nl' });
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    const view = (await call('GET', `/trajectories/${engine.trajectory.id}`, { role: 'facilitator' }))
      .body as unknown as TrajectoryView;
    expect(view.reports).toHaveLength(1);
    const path = `/trajectories/${engine.trajectory.id}/reports/${view.reports[0]!.id}`;
    expect((await call('GET', path, { role: 'facilitator' })).body).toMatchObject({ status: 'requested' });
    expect((await call('GET', `${path}/file`, { role: 'facilitator' })).body).toMatchObject({
      code: 'REPORT.NOT_READY',
    });
    expect((await call('GET', path, { role: 'programme_manager' })).body).toMatchObject({ code: 'REPORT.NOT_FOUND' });
  });
});
