import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, card, envelope, startEngineUnderTest } from './engine.testing.ts';

let engine: EngineUnderTest;
beforeAll(async () => {
  engine = await startEngineUnderTest();
});
afterAll(() => engine.stop());

describe('what nobody should be able to send', () => {
  it('[E202] mends what no text can hold in every command, and loses nothing of the rest', async () => {
    const { sessionId, token } = await engine.opened('resident');
    for (const text of ['een\u0000twee', 'een\u000btwee', 'half \ud83d', '\uf0b7 bankjes']) {
      const sent = await engine.call('POST', `/sessions/${sessionId}/commands`, { token, body: card({ text }) });
      expect(sent.status).toBe(200);
    }
    const texts = ['een\u0000twee', 'Eerste regel\u000btweede', 'half \ud83d, heel 😀'];
    for (const question of texts) {
      const gapId = randomUUID();
      const answer = await engine.call('POST', `/trajectories/${engine.trajectory.id}/commands`, {
        role: 'facilitator',
        body: envelope({ type: 'OpenGap', gapId, question, ownerOrganisationId: null, due: null }),
      });
      expect(answer.status).toBe(200);
      const view = await engine.call('GET', `/trajectories/${engine.trajectory.id}`, { role: 'facilitator' });
      const gaps = view.body.gaps as { id: string; question: string }[];
      expect(gaps.find(({ id }) => id === gapId)!.question).toBe(
        question.replace('\u0000', ' ').replace('\u000b', '\n').replace('\ud83d,', ','),
      );
    }
  });

  it('[E321] refuses a body of another kind at once, and goes on answering', async () => {
    const answer = await engine.call('POST', `/trajectories/${engine.trajectory.id}/commands`, {
      role: 'facilitator',
      headers: { 'content-type': 'application/xml' },
      body: envelope({ type: 'WriteQuestion', text: 'x' }),
    });
    expect(answer.body).toMatchObject({ status: 400, code: 'REQUEST.INVALID', details: { fields: ['·'] } });
    // and says nothing of what it got in its place
    expect(answer.body.details).toEqual({ fields: ['·'] });
    expect((await engine.call('GET', '/health')).status).toBe(200);
  });

  it('answers what is no address as a problem too, without repeating it', async () => {
    for (const path of ['/join/%E0%A4%A', `/join/${'A'.repeat(500)}`]) {
      const answer = await engine.call('GET', path);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.body).toMatchObject({ status: 404, code: 'REQUEST.NOT_FOUND' });
      expect(JSON.stringify(answer.body)).not.toContain('AAAA');
    }
  });

  it('[S5] refuses an id that another session has, and goes on answering', async () => {
    const [one, other] = [await engine.opened('resident'), await engine.opened('resident')];
    const sent = card();
    const first = await engine.call('POST', `/sessions/${one.sessionId}/commands`, { token: one.token, body: sent });
    const again = await engine.call('POST', `/sessions/${one.sessionId}/commands`, { token: one.token, body: sent });
    expect(again.body).toEqual(first.body);
    const elsewhere = await engine.call('POST', `/sessions/${other.sessionId}/commands`, {
      token: other.token,
      body: sent,
    });
    expect(elsewhere.body).toMatchObject({ status: 409, code: 'LIVE.ID_TAKEN' });
    const twice = card();
    const both = await Promise.all(
      [1, 2, 3].map(() =>
        engine.call('POST', `/sessions/${other.sessionId}/commands`, { token: other.token, body: twice }),
      ),
    );
    expect(both.map((answer) => [answer.status, answer.body.seq])).toEqual(both.map(() => [200, both[0]!.body.seq]));
  });

  it('a group of one lane does not exist for the other', async () => {
    const put = (lane: string) =>
      engine.call('PUT', `/trajectories/${engine.trajectory.id}/lanes/${lane}/groups/${groupId}`, {
        role: 'facilitator',
        body: { title: 'Licht', contributionIds: [] },
      });
    const groupId = randomUUID();
    expect((await put('resident')).body).toMatchObject({ id: groupId, lane: 'resident' });
    expect((await put('professional')).body).toMatchObject({ status: 404, code: 'ANALYSIS.GROUP_NOT_FOUND' });
  });

  it('[E213] answers guesses that arrive all at once, each of them', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 12 }, () =>
        engine.call('POST', '/sign-in', { body: { email: 'all-at-once@example.nl', password: 'wrong' } }),
      ),
    );
    expect(guesses.map(({ status }) => status)).toEqual(Array<number>(12).fill(401));
  });
});

describe('answers', () => {
  it('[E261] may be read by a page of another origin in one case alone: the description of the API', async () => {
    const origin = { origin: 'https://elders.test' };
    const allowed = async (path: string) =>
      (await engine.call('GET', path, { headers: origin })).headers.get('access-control-allow-origin');
    expect(await allowed('/openapi.json')).toBe('*');
    for (const path of ['/health', '/trajectories', '/none']) expect(await allowed(path)).toBeNull();
  });

  it('carry what a browser needs to be careful', async () => {
    const { headers } = await engine.call('GET', '/health', { headers: { 'x-forwarded-proto': 'https' } });
    expect(Object.fromEntries(headers)).toMatchObject({
      'api-version': '1.0.0',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'strict-transport-security': 'max-age=31536000',
    });
    expect((await engine.call('GET', '/health')).headers.has('strict-transport-security')).toBe(false);
  });

  it('take a file larger than a JSON body may be, also when it calls itself JSON', async () => {
    const file = JSON.stringify({ type: 'FeatureCollection', features: [], padding: 'x'.repeat(2 * 1024 * 1024) });
    for (const type of ['application/json', 'application/geo+json', 'text/csv']) {
      const answer = await engine.call('POST', '/imports?kind=boundaries&fileName=borders.geojson', {
        role: 'research_adviser',
        body: file,
        headers: { 'content-type': type },
      });
      expect([type, answer.status, answer.body.bytes]).toEqual([type, 200, file.length]);
    }
  });

  it('are described by an OpenAPI document that fits its own paths', async () => {
    type Operation = {
      operationId: string;
      parameters: { name: string; in: string; required: boolean; schema: object }[];
      responses: Record<string, { content?: Record<string, unknown> }>;
      requestBody?: unknown;
    };
    const { body } = await engine.call('GET', '/openapi.json');
    expect(body.openapi).toMatch(/^3\.1\./);
    for (const [path, operations] of Object.entries(body.paths as Record<string, Record<string, Operation>>)) {
      for (const [method, operation] of Object.entries(operations)) {
        const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
        expect([path, inPath.map((parameter) => parameter.name)]).toEqual([
          path,
          [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
        ]);
        expect(inPath.every((parameter) => parameter.required)).toBe(true);
        expect(Object.keys(operation.responses.default!.content!)).toEqual(['application/problem+json']);
        if (method === 'get' || method === 'delete') expect(operation.requestBody).toBeUndefined();
      }
    }
    // every reference leads somewhere
    const lookUp = (reference: string): unknown =>
      reference
        .split('/')
        .slice(1)
        .reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], body);
    for (const [, reference] of JSON.stringify(body).matchAll(/"\$ref":"([^"]+)"/g))
      expect([reference, lookUp(reference!) !== undefined]).toEqual([reference, true]);
  });
});
