import { createTestDatabase, type TestDatabase } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineBehindDoor, startBehindDoor } from './fuzz/engine-behind-door.ts';
import { fuzz } from './fuzz/fuzz.ts';

/** `npm run faults -- --fuzz 20000` goes on where these end. */
const REQUESTS = 1_500;
let test: TestDatabase;
let behind: EngineBehindDoor;

beforeAll(async () => {
  test = await createTestDatabase();
  behind = await startBehindDoor((await test.logins()).engine);
});
afterAll(async () => {
  await behind?.stop();
  await test.drop();
});

describe('requests that nobody should send', () => {
  it('[E320] are each answered by the catalogue of errors, and leave everything whole', async () => {
    const told: string[] = [];
    const { port } = behind;
    const tell = (line: string): void => void told.push(line);
    const report = await fuzz({ requests: REQUESTS, seed: 15, port, databaseUrl: test.url, tell });
    expect(told).toEqual([]);
    expect(report.after).toEqual([]);
    expect(behind.engine.crashes).toEqual([]);
    // it came past the door of many endpoints, and was refused for many reasons
    expect(report.endpoints_accepting).toBeGreaterThan(40);
    expect(report.codes).toBeGreaterThan(20);
  }, 240_000);

  it('[E321] a head that is too long is answered as the catalogue says, in the language that was asked for', async () => {
    const long = 'a'.repeat(20_000);
    for (const [language, title] of [
      ['en', 'The request is not right'],
      ['nl', 'Het verzoek klopt niet'],
    ] as const) {
      const answer = await fetch(`http://127.0.0.1:${behind.port}/api/v1/me`, {
        headers: { 'accept-language': language, 'x-long': long },
      });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        400,
        'application/problem+json; charset=utf-8',
      ]);
      expect(await answer.json()).toMatchObject({ code: 'REQUEST.INVALID', status: 400, title });
    }
  });

  it('[E321] broken escapes are no address, and are not repeated', async () => {
    const answer = await fetch(`http://127.0.0.1:${behind.port}/api/v1/join/%ffmarker`);
    const text = await answer.text();
    expect([answer.status, JSON.parse(text)]).toMatchObject([404, { code: 'REQUEST.NOT_FOUND' }]);
    expect(text).not.toContain('marker');
  });

  it('[E322] whoever sends too much is told so, and the next that comes over that connection is answered', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(1_100_000) });
    for (let round = 0; round < 5; round += 1) {
      const refused = await fetch(`http://127.0.0.1:${behind.port}/api/v1/join/ABCDEF`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect(await refused.json()).toMatchObject({ status: 413, code: 'REQUEST.TOO_LARGE' });
      expect((await fetch(`http://127.0.0.1:${behind.port}/api/v1/health`)).status).toBe(200);
    }
  });
});
