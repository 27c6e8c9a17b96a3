import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { DOOR_HEADER, PATIENCE } from '@buurtbalans/contracts';
import { createLog } from '@buurtbalans/logging';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CROWD } from './crowd.ts';
import { openFrontDoor } from './front-door.ts';

/** So many hold something open at once; more than any default of a library. */
const MANY = 140;
const PATIENT = { ...PATIENCE, bodyMs: 1_000, bodyBytes: 64 };

let upstream: Server;
let door: FastifyInstance;
let port: number;
/** What the program behind the door was asked, and what it does then. */
const asked: IncomingMessage[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const sockets: Socket[] = [];

beforeAll(async () => {
  upstream = createServer((incoming, response) => {
    asked.push(incoming);
    answer(incoming, response);
  }).listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  door = await openFrontDoor({ engine: url, sessionKit: url, doorKey: 'key' }, '127.0.0.1', 0, PATIENT);
  ({ port } = door.server.address() as AddressInfo);
});
beforeEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  asked.length = 0;
  answer = (incoming, response) => void incoming.resume().on('end', () => response.end('ok'));
});
afterAll(async () => {
  await door.close();
  upstream.close();
  upstream.closeAllConnections();
});

const url = (path: string): string => `http://127.0.0.1:${port}${path}`;
const say = async (head: string): Promise<{ readonly socket: Socket; readonly said: () => string }> => {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let text = '';
  socket.on('error', () => undefined).on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  await once(socket, 'connect');
  socket.write(head);
  return { socket, said: () => text };
};
const head = (method: string, path: string, more = ''): string =>
  `${method} ${path} HTTP/1.1\r\nhost: door\r\n${more}\r\n`;

describe('the front door', () => {
  it('[E80] lets others in beside any number of streams, brings what they say at once, and ends them with their reader', async () => {
    const open = new Set<ServerResponse>();
    answer = (incoming, response) => {
      if (!incoming.url!.endsWith('/stream')) return void response.end('ok');
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\n');
      open.add(response.on('close', () => open.delete(response)));
    };
    const streams = await Promise.all(Array.from({ length: MANY }, () => say(head('GET', '/api/v1/stream'))));
    await expect.poll(() => streams.filter(({ said }) => said().includes('data: 1')).length).toBe(MANY);
    expect(await (await fetch(url('/api/v1/health'))).text()).toBe('ok');
    for (const response of open) response.write('data: 2\n\n');
    await expect.poll(() => streams.filter(({ said }) => said().includes('data: 2')).length).toBe(MANY);
    for (const { socket } of streams) socket.destroy();
    await expect.poll(() => open.size).toBe(0);
  });

  it('[E215] says itself from which network somebody calls, whatever they say', async () => {
    const told: unknown[] = [];
    for (const headers of [{}, { [DOOR_HEADER]: 'key 192.0.2' }, { 'x-forwarded-for': '192.0.2.7, 198.51.100.7' }])
      for (const path of ['/api/v1/me', '/account']) {
        await fetch(url(path), { headers });
        told.push(asked.at(-1)!.headers[DOOR_HEADER], asked.at(-1)!.headers['x-forwarded-for']);
      }
    const [local, proxied] = [
      ['key local', undefined],
      ['key 198.51.100', undefined],
    ];
    expect(told).toEqual([local, local, local, local, proxied, proxied].flat());
  });

  it('[E81] lets others in beside bodies that do not come, and ends those', async () => {
    const slow = await Promise.all(
      Array.from({ length: MANY }, () =>
        say(head('POST', '/api/v1/join/ABCDEF', 'content-type: application/json\r\ncontent-length: 100\r\n')),
      ),
    );
    const drip = setInterval(() => slow.forEach(({ socket }) => socket.write(' ')), 250);
    try {
      await expect.poll(() => asked.length).toBe(MANY);
      expect((await fetch(url('/api/v1/health'))).status).toBe(200);
      await expect
        .poll(() => slow.filter(({ socket, said }) => socket.closed && said().startsWith('HTTP/1.1 408')).length)
        .toBe(MANY);
      await expect.poll(() => asked.slice(0, MANY).every(({ destroyed }) => destroyed)).toBe(true);
    } finally {
      clearInterval(drip);
    }
  });

  it('[E81] passes on a body that comes slowly and steadily, for many times as long as it waits for one that does not', async () => {
    const sending = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/v1/imports',
      headers: { 'content-type': 'text/plain' },
    });
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
    let bytes = 0;
    let beats = 0;
    answer = (incoming, response) =>
      void incoming.on('data', (chunk: Buffer) => (bytes += chunk.length)).on('end', () => response.end('ok'));
    const drip = setInterval(() => {
      sending.write(Buffer.alloc(40, 0xe9));
      if ((beats += 1) < 20) return;
      clearInterval(drip);
      sending.end();
    }, 200);
    const [{ statusCode }] = await answered;
    expect([statusCode, bytes]).toEqual([200, 800]);
  });

  it('[E81] ends a head that does not come', async () => {
    const impatient = await openFrontDoor({ engine: url(''), sessionKit: url('') }, '127.0.0.1', 0, {
      ...PATIENT,
      headMs: 500,
    });
    const socket = connect((impatient.server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined).resume();
    socket.write('GET / HTTP/1.1\r\nhost: d');
    await once(socket, 'close');
    await impatient.close();
  });

  it('[E251] holds so many connections of one address, and another once one of them has ended', async () => {
    const targets = { engine: url(''), sessionKit: url('') };
    const crowd = { ...CROWD, ofAddress: 3, ownMachine: true };
    const narrow = await openFrontDoor(targets, '127.0.0.1', 0, PATIENT, undefined, crowd);
    const to = (narrow.server.address() as AddressInfo).port;
    const knock = () => {
      const socket = connect(to, '127.0.0.1').on('error', () => undefined);
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
      socket.write(head('GET', '/api/v1/health'));
      return { socket, isIn: () => text.includes('200 OK') };
    };
    const inside = [knock(), knock(), knock()];
    await expect.poll(() => inside.every(({ isIn }) => isIn())).toBe(true);
    const outside = knock();
    await expect.poll(() => outside.socket.closed).toBe(true);
    expect(outside.isIn()).toBe(false);
    inside[0]!.socket.destroy();
    await expect
      .poll(async () => {
        const next = knock();
        await expect.poll(() => next.isIn() || next.socket.closed).toBe(true);
        next.socket.destroy();
        return next.isIn();
      })
      .toBe(true);
    await narrow.close();
  });

  it('[E82] says to a person that it comes again, and to a program what is the matter', async () => {
    answer = (incoming) => void incoming.socket.destroy();
    const page = await fetch(url('/trajectories'), { headers: { accept: 'text/html,application/xhtml+xml' } });
    expect([page.status, page.headers.get('content-type'), page.headers.get('retry-after')]).toEqual([
      503,
      'text/html; charset=utf-8',
      '2',
    ]);
    expect(await page.text()).toContain('http-equiv="refresh"');
    for (const init of [{}, { method: 'POST', body: '{}', headers: { accept: 'text/html' } }]) {
      const problem = await fetch(url('/api/v1/trajectories'), init);
      expect(problem.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(await problem.json()).toMatchObject({ status: 503, code: 'SERVER.UNAVAILABLE' });
    }
  });

  it('[E103] tells that a program did not answer, and nothing of what it was asked', async () => {
    const lines: string[] = [];
    const log = createLog({ program: 'launcher', threshold: 'info', write: (line) => lines.push(line) });
    const nobody = 'http://127.0.0.1:1';
    const telling = await openFrontDoor({ engine: nobody, sessionKit: nobody }, '127.0.0.1', 0, PATIENT, log);
    const at = `http://127.0.0.1:${(telling.server.address() as AddressInfo).port}`;
    for (const path of ['/api/v1/shared/geheim7q', '/join/geheim7q']) expect((await fetch(at + path)).status).toBe(503);
    await telling.close();
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { event: 'request failed', of: 'engine', status: 503, code: expect.any(String) },
      { event: 'request failed', of: 'session-kit', status: 503, code: expect.any(String) },
    ]);
    expect(lines.join('')).not.toContain('geheim7q');
  });

  it('[E82] asks once what cannot be answered now', async () => {
    answer = (_, response) =>
      void response.writeHead(503, { 'content-type': 'application/problem+json' }).end('{"code":"SERVER.UNAVAILABLE"}');
    expect(await (await fetch(url('/api/v1/trajectories'))).json()).toEqual({ code: 'SERVER.UNAVAILABLE' });
    expect(asked).toHaveLength(1);
  });

  it('[E82] refuses what is too large before it comes, as a problem', async () => {
    const { said } = await say(
      head('POST', '/api/v1/imports', 'content-type: text/csv\r\ncontent-length: 200000000\r\n'),
    );
    await expect.poll(said).toContain('REQUEST.TOO_LARGE');
    expect(asked).toHaveLength(0);
  });

  it.each([
    ['a head alone', 'HEAD', {}, undefined],
    ['what has not changed', 'GET', { 'if-none-match': '"1"' }, undefined],
    ['a body that waits to be asked for', 'POST', { expect: '100-continue', 'content-length': '2' }, 'ab'],
    ['a wish about the connection', 'GET', { 'keep-alive': 'timeout=5', te: 'trailers' }, undefined],
    ['a question with a body', 'GET', { 'content-length': '2' }, 'ab'],
    ['plain text that is none', 'POST', { 'content-type': 'text/plain' }, Buffer.from([0xff, 0xfe, 0x00])],
    ['nothing, put', 'PUT', { 'content-length': '0' }, undefined],
    ['nothing, taken away', 'DELETE', {}, undefined],
  ])('[E82] passes on %s', async (_, method, headers, body) => {
    const parts: Buffer[] = [];
    answer = (incoming, response) => {
      incoming
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () => (incoming.headers['if-none-match'] ? response.writeHead(304).end() : response.end('ok')));
    };
    const sending = request({
      port,
      host: '127.0.0.1',
      method,
      path: '/api/v1/anything?a=b%20c&a=d',
      headers: headers as Record<string, string>,
    });
    sending.end(body);
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe('if-none-match' in headers ? 304 : 200);
    expect([asked.length, asked[0]!.method, asked[0]!.url]).toEqual([1, method, '/api/v1/anything?a=b%20c&a=d']);
    if (method !== 'GET') expect(Buffer.concat(parts)).toEqual(Buffer.from(body ?? ''));
    response.resume();
  });
});
