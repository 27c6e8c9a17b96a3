import { once } from 'node:events';
import { connect } from 'node:net';
import type { LiveMessage } from '@buurtbalans/contracts';
import { saveSessionCode } from '@buurtbalans/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, card, type EngineUnderTest, envelope, startEngineUnderTest } from '../engine.testing.ts';
import { STREAMS_OF_A_SEAT } from './presence.service.ts';

let engine: EngineUnderTest;
beforeAll(async () => {
  engine = await startEngineUnderTest({ LEFT_AFTER_S: 1, HEARTBEAT_MS: 200 });
});
afterAll(() => engine.stop());

const join = (code: string, token?: string, body: object = {}): Promise<Answer> =>
  engine.call('POST', `/join/${code}`, { body, ...(token ? { token } : {}) });
const send = (sessionId: string, token: string, command: object): Promise<Answer> =>
  engine.call('POST', `/sessions/${sessionId}/commands`, { token, body: envelope(command) });
const lead = (sessionId: string, command: object): Promise<Answer> =>
  engine.call('POST', `/sessions/${sessionId}/commands`, { role: 'facilitator', body: envelope(command) });
const shown = async (sessionId: string): Promise<Record<string, Record<string, unknown>>> =>
  (
    (await engine.call('GET', `/sessions/${sessionId}/live?audience=facilitator`, { role: 'facilitator' }))
      .body as unknown as LiveMessage
  ).set as never;
const present = async (sessionId: string): Promise<unknown> => (await shown(sessionId))['room']!['arrived'];

/** A stream on a bare socket: whether it is open, and whether it ended. */
async function stream(sessionId: string, headers: string) {
  const { hostname, port } = new URL(engine.base);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.on('error', () => undefined).on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  await once(socket, 'connect');
  socket.write(`GET /api/v1/sessions/${sessionId}/stream HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n`);
  await expect.poll(() => text).toContain('data:');
  return { isOver: () => socket.closed, end: () => void socket.destroy() };
}
const as = (token: string): string => `authorization: Bearer ${token}`;

describe('[E242] the code of a session', () => {
  it('is renewed: the old one lets nobody in, and who is inside stays', async () => {
    const { sessionId, token, code } = await engine.opened('resident');
    const renewed = (await engine.call('POST', `/sessions/${sessionId}/code/renewal`, { role: 'facilitator' })).body;
    expect(renewed.code).not.toBe(code);
    expect((await join(code)).body.code).toBe('SESSION.CODE_UNKNOWN');
    expect((await join(String(renewed.code))).status).toBe(200);
    expect((await send(sessionId, token, card().command)).status).toBe(200);
    expect((await engine.call('POST', `/sessions/${sessionId}/code`, { role: 'facilitator' })).body).toEqual(renewed);
  });

  it('is taken away: none comes in its place until one is asked for', async () => {
    const { sessionId, token, code } = await engine.opened('resident');
    expect((await engine.call('DELETE', `/sessions/${sessionId}/code`, { role: 'facilitator' })).status).toBe(204);
    expect((await join(code)).body.code).toBe('SESSION.CODE_EXPIRED');
    for (let times = 0; times < 2; times += 1)
      expect((await engine.call('POST', `/sessions/${sessionId}/code`, { role: 'facilitator' })).body).toEqual({
        code: null,
        expiresAt: null,
      });
    expect((await send(sessionId, token, card().command)).status).toBe(200);
    const renewed = (await engine.call('POST', `/sessions/${sessionId}/code/renewal`, { role: 'facilitator' })).body;
    expect((await join(String(renewed.code))).status).toBe(200);
  });

  it('[E240] of before is shorter, and goes on until its end', async () => {
    const { sessionId } = await engine.opened('resident');
    await engine.db.asRole({ role: 'bb_engine', sessionId }, (tx) =>
      tx.deleteFrom('session_code').where('session_id', '=', sessionId).execute(),
    );
    await saveSessionCode(engine.db, sessionId, 'ACD34F', new Date(Date.now() + 60_000));
    expect((await join('acd-34f')).status).toBe(200);
  });
});

describe('[E243] whoever comes back with the token of before', () => {
  it('sits in the same seat, however often: counted once, with one answer and one budget', async () => {
    const { sessionId, token, code } = await engine.opened('resident');
    let last = token;
    for (let times = 0; times < 25; times += 1) {
      last = String((await join(code, last)).body.token);
      expect((await send(sessionId, last, { type: 'Arrive' })).status).toBe(200);
    }
    expect(await present(sessionId)).toBe(1);
    await send(sessionId, String((await join(code)).body.token), { type: 'Arrive' });
    expect(await present(sessionId)).toBe(2);
  });

  it('is a new one in another session, and with a token that was not made here', async () => {
    const [one, other] = [await engine.opened('resident'), await engine.opened('resident')];
    for (const token of [one.token, 'x.y', `${one.token}x`]) {
      const joined = await join(other.code, token);
      expect(joined.status).toBe(200);
      await send(other.sessionId, String(joined.body.token), { type: 'Arrive' });
    }
    expect(await present(other.sessionId)).toBe(3);
  });

  it('keeps the seat when another organisation is chosen, by a code; not under an account of another', async () => {
    const { sessionId, token, code } = await engine.opened('professional');
    const body = { organisationId: engine.organisationId };
    await send(sessionId, String((await join(code, token, body)).body.token), { type: 'Arrive' });
    await send(sessionId, token, { type: 'Arrive' });
    expect(await present(sessionId)).toBe(1);
    const entered = await engine.call('POST', `/sessions/${sessionId}/participant`, {
      role: 'professional',
      headers: { authorization: `Bearer ${token}` },
    });
    await send(sessionId, String(entered.body.token), { type: 'Arrive' });
    expect(await present(sessionId)).toBe(1);
  });
});

describe('[E244] somebody who is put out by a card', () => {
  it.each(['resident', 'professional'] as const)(
    'reads, writes and joins nothing more from that seat, and others go on: %s',
    async (lane) => {
      const { sessionId, token, code } = await engine.opened(lane);
      const body = lane === 'professional' ? { organisationId: engine.organisationId } : {};
      const other = String((await join(code, undefined, body)).body.token);
      const { command } = card();
      expect((await send(sessionId, token, command)).status).toBe(200);
      const line = await stream(sessionId, as(token));
      const put = (out: boolean) => lead(sessionId, { type: 'PutOut', cardId: command.cardId, out });
      expect((await put(true)).status).toBe(200);
      const refused = { status: 403, body: { code: 'SESSION.PUT_OUT' } };
      expect(await send(sessionId, token, card().command)).toMatchObject(refused);
      expect(await join(code, token, body)).toMatchObject(refused);
      for (const path of ['live', 'stream'])
        expect(await engine.call('GET', `/sessions/${sessionId}/${path}`, { token })).toMatchObject(refused);
      await expect.poll(line.isOver).toBe(true);
      expect((await send(sessionId, other, card().command)).status).toBe(200);
      expect(
        (
          await send(sessionId, token, {
            type: 'WithdrawCard',
            cardId: command.cardId,
            secret: 'a secret of one browser',
          })
        ).status,
      ).toBe(200);
    },
  );

  it('is let in again, and no screen is told the key by which it is known', async () => {
    const { sessionId, token } = await engine.opened('resident');
    const { command } = card();
    await send(sessionId, token, command);
    for (const out of [true, false])
      expect((await lead(sessionId, { type: 'PutOut', cardId: command.cardId, out })).status).toBe(200);
    expect((await send(sessionId, token, card().command)).status).toBe(200);
    const before = await shown(sessionId);
    expect(Object.keys(before).filter((key) => !/^(room|script|minutes|card:|step:|item:)/.test(key))).toEqual([]);
    expect((await lead(sessionId, { type: 'PutOut', cardId: sessionId, out: true })).body.code).toBe(
      'LIVE.ITEM_UNKNOWN',
    );
    expect((await send(sessionId, token, { type: 'PutOut', cardId: command.cardId, out: true })).body.code).toBe(
      'LIVE.FACILITATOR_ONLY',
    );
  });
});

describe('[E245] a token, once the meeting is over', () => {
  it('reads nothing and is no way in again, but takes back what it wrote', async () => {
    const { sessionId, token, code } = await engine.opened('resident');
    const { command } = card();
    await send(sessionId, token, command);
    const line = await stream(sessionId, as(token));
    await engine.trajectory.do({ type: 'CloseSession', sessionId });
    await expect.poll(line.isOver).toBe(true);
    const over = { status: 403, body: { code: 'SESSION.OVER' } };
    for (const path of ['live', 'stream', 'participation'])
      expect(await engine.call('GET', `/sessions/${sessionId}/${path}`, { token })).toMatchObject(over);
    expect((await join(code, token)).body.code).toBe('SESSION.NOT_OPEN');
    expect((await send(sessionId, token, card().command)).body.code).toBe('SESSION.NOT_OPEN');
    expect(
      (
        await send(sessionId, token, {
          type: 'WithdrawCard',
          cardId: command.cardId,
          secret: 'a secret of one browser',
        })
      ).status,
    ).toBe(200);
  });
});

describe('[E246] the stream of an account', () => {
  it('ends after it has signed out, and that of a colleague does not', async () => {
    const { sessionId } = await engine.opened('resident');
    const { headers } = await engine.call('POST', '/sign-in', {
      body: { email: 'facilitator@example.nl', password: 'a long enough password' },
    });
    const cookie = headers.get('set-cookie')!.split(';')[0]!;
    const [gone, stays] = [
      await stream(sessionId, `cookie: ${cookie}`),
      await stream(sessionId, `cookie: ${engine.cookies.facilitator}`),
    ];
    expect((await engine.call('POST', '/sign-out', { headers: { cookie } })).status).toBeLessThan(300);
    await expect.poll(gone.isOver).toBe(true);
    expect(stays.isOver()).toBe(false);
    stays.end();
  });
});

describe('[E249] leaving', () => {
  it('is noticed when a phone has been silent, and taken back when it comes again', async () => {
    const { sessionId, token } = await engine.opened('resident');
    await send(sessionId, token, { type: 'Arrive' });
    const line = await stream(sessionId, as(token));
    expect(await present(sessionId)).toBe(1);
    line.end();
    await expect.poll(() => present(sessionId)).toBe(0);
    const again = await stream(sessionId, as(token));
    await expect.poll(() => present(sessionId)).toBe(1);
    again.end();
  });
});

describe('[E248] one seat', () => {
  it('has so many streams; for one more the oldest ends', async () => {
    const { sessionId, token } = await engine.opened('resident');
    const lines = [];
    for (let number = 0; number <= STREAMS_OF_A_SEAT; number += 1) lines.push(await stream(sessionId, as(token)));
    await expect.poll(lines[0]!.isOver).toBe(true);
    expect(lines.slice(1).map(({ isOver }) => isOver())).toEqual(Array(STREAMS_OF_A_SEAT).fill(false));
    for (const { end } of lines) end();
  });
});

describe('[E250] a body', () => {
  it('of somebody without an account is as large as a card at most, that of staff larger', async () => {
    const { sessionId, token, code } = await engine.opened('resident');
    const large = JSON.stringify({ x: 'x'.repeat(100_000) });
    for (const answer of [
      await engine.call('POST', `/join/${code}`, { body: large }),
      await engine.call('POST', '/sign-in', { body: large }),
      await engine.call('POST', `/sessions/${sessionId}/commands`, { token, body: large }),
    ])
      expect(answer).toMatchObject({ status: 413, body: { code: 'REQUEST.TOO_LARGE', details: { limit: '64 kB' } } });
    const minutes = { type: 'WriteMinutes', expectedMinutes: 0, approved: false, notes: {} };
    const notes = Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`part-${index}`, 'woord '.repeat(830)]));
    expect((await lead(sessionId, { ...minutes, notes })).status).toBe(200);
  });
});

describe('[E252] an area that nobody may set', () => {
  it('is refused by the role of its sender, whatever it looks like, and nothing is looked up for it', async () => {
    const zigzag = Array.from({ length: 2_000 }, (_, index) => [
      4.82 + index / 200_000,
      index % 2 === 0 ? 52.37 : 52.38,
    ]);
    const geometry = { type: 'Polygon', coordinates: [[...zigzag, zigzag[0]]] };
    const set = (role: 'professional' | 'facilitator', command: object): Promise<Answer> =>
      engine.call('POST', `/trajectories/${engine.trajectory.id}/commands`, { role, body: envelope(command) });
    const area = { type: 'SetArea', name: 'x', codes: [], geometry, drawn: true };
    // codes that nobody knows would be told of by whoever looked
    for (const command of [area, { ...area, drawn: false, codes: ['BU0363XX99'] }, { type: 'SetArea', geometry: 7 }])
      expect((await set('professional', command)).body.code).toBe('COMMAND.NOT_ALLOWED');
    const many = Array.from({ length: 637 }, () => 'BU0363FA01');
    expect((await set('facilitator', { ...area, drawn: false, codes: many })).body.code).toBe('COMMAND.INVALID');
  });
});
