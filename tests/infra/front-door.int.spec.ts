import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { endpoints, type ErrorCode, type Language, problemOf } from '@buurtbalans/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DoorPort, FrontDoor } from './front-door.ts';
import { Names } from './names.ts';

const MB = 1024 * 1024;
const TOKEN = randomUUID();
/** Stands for an engine and for a session kit: takes everything, and says what it got. */
const echo = createServer((asked, answer) => {
  let bytes = 0;
  asked.on('data', (chunk: Buffer) => (bytes += chunk.length));
  asked.on('end', () => answer.end(JSON.stringify({ headers: asked.headers, bytes })));
});
let folder: string;
let names: Names;
let door: FrontDoor;
let ports: Record<DoorPort, number>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buurtbalans-door-'));
  await chmod(folder, 0o755);
  names = await Names.open();
  ports = await FrontDoor.freePorts();
  echo.listen(ports.engine, '127.0.0.1');
  await once(echo, 'listening');
  ports['session-kit'] = ports.engine;
  names.give('engine', ['127.0.0.1']);
  names.give('session-kit', ['127.0.0.1']);
  door = await FrontDoor.open(folder, names.port, ports);
});
afterAll(async () => {
  await door?.close();
  names?.close();
  echo.close();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Asks the door, with a body of so many bytes. */
function at(
  port: 'outside' | 'inside',
  path: string,
  bytes = 0,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        port: ports[port],
        path,
        method: bytes > 0 ? 'POST' : 'GET',
        agent: false,
        headers: { ...headers, 'content-length': bytes },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(parts).toString() }),
        );
      },
    );
    asking.on('error', reject);
    asking.end(Buffer.alloc(bytes));
  });
}

/** Status, type and body of the answer to these very characters. */
async function said(words: string): Promise<[status: number, type: string | undefined, body: string]> {
  const socket = connect(ports.outside, '127.0.0.1');
  socket.end(words);
  const answer = await text(socket);
  const [head, body] = answer.split('\r\n\r\n');
  return [Number(head!.split(' ')[1]), /^content-type: (.*)$/im.exec(head!)?.[1], body!];
}

const heard = ({ body }: Answer): { headers: IncomingHttpHeaders; bytes: number } =>
  JSON.parse(body) as { headers: IncomingHttpHeaders; bytes: number };

function expectProblem(answer: Answer, code: ErrorCode, language: Language, details = {}): void {
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(JSON.parse(answer.body)).toEqual(problemOf(code, language, details));
}

describe('the front door', () => {
  it('[E113] programs hear which host was asked for, and nothing that is only between a caller and the door', async () => {
    await expect
      .poll(() =>
        at('outside', '/').then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200);
    const sent = { host: 'buurtbalans.example.nl', 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' };
    for (const path of [
      '/api/v1/health',
      '/api/v1/sessions/1/stream',
      '/api/v1/imports',
      '/sign-in',
      '/api/v1/file.html',
    ]) {
      const { headers } = heard(await at('outside', path, 1, { ...sent, expect: '100-continue' }));
      expect({ path, headers }).toMatchObject({
        path,
        headers: { host: sent.host, 'x-forwarded-host': sent.host, 'x-forwarded-proto': 'https' },
      });
      for (const name of ['x-forwarded-for', 'expect', 'connection']) expect(headers).not.toHaveProperty(name);
    }
    // what a session kit says of its visitor stays as it is
    const inside = heard(await at('inside', '/api/v1/me', 0, { ...sent, 'x-forwarded-host': 'theirs.example.nl' }));
    expect(inside.headers).toMatchObject({ host: sent.host, 'x-forwarded-host': 'theirs.example.nl' });
    expect(inside.headers).not.toHaveProperty('connection');
  });

  it('[E113] only where files go more than two megabytes are taken, and a problem of the catalogue says what is', async () => {
    const imports = `/api/v1${endpoints.startImport.path}`;
    expect(heard(await at('outside', `${imports}?kind=kwb`, 3 * MB)).bytes).toBe(3 * MB);
    expect(heard(await at('outside', '/api/v1/sign-in', 1.5 * MB)).bytes).toBe(1.5 * MB);
    for (const [port, path] of [
      ['outside', '/api/v1/sign-in'],
      ['outside', `${imports}/${TOKEN}`],
      ['outside', '/sign-in'],
      ['inside', '/api/v1/sign-in'],
    ] as const) {
      const answer = await at(port, path, 3 * MB);
      expect({ path, status: answer.status }).toEqual({ path, status: 413 });
      expectProblem(answer, 'REQUEST.TOO_LARGE', 'nl', { limit: '1 MB' });
    }
    const english = { 'accept-language': 'en-GB,en;q=0.9' };
    expectProblem(await at('outside', '/api/v1/sign-in', 3 * MB, english), 'REQUEST.TOO_LARGE', 'en', {
      limit: '1 MB',
    });
    expectProblem(await at('outside', imports, 111 * MB, english), 'REQUEST.TOO_LARGE', 'en', { limit: '100 MB' });
    expectProblem(await at('outside', imports, 111 * MB), 'REQUEST.TOO_LARGE', 'nl', { limit: '100 MB' });
  });

  it('[E113] what is no request, or has too long a head, is answered as the catalogue says', async () => {
    const invalid = [
      400,
      'application/problem+json; charset=utf-8',
      problemOf('REQUEST.INVALID', 'nl', { fields: ['·'] }),
    ];
    for (const head of [
      `GET /api/${'a'.repeat(9_000)} HTTP/1.1\r\nHost: a\r\n`,
      `GET /api/v1/me HTTP/1.1\r\nHost: a\r\nCookie: ${TOKEN.repeat(2_000)}\r\n`,
      `GET /api/%zz HTTP/1.1\r\nHost: a\r\n`,
      `POST /api/v1/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: ${TOKEN}\r\n`,
      `TRACE /api/v1/me HTTP/1.1\r\nHost: a\r\n`,
      `${TOKEN}\r\n`,
    ]) {
      const [status, type, body] = await said(`${head}\r\n`);
      expect({ head: head.slice(0, 80), answer: [status, type, JSON.parse(body)] }).toEqual({
        head: head.slice(0, 80),
        answer: invalid,
      });
    }
  });

  it('[E113] while no program answers a problem of the catalogue says so, and a person gets a page that comes again', async () => {
    echo.close();
    echo.closeAllConnections();
    // a program that refuses, one whose machine is gone, and a name that nobody has any longer
    for (const addresses of [['127.0.0.1'], ['127.77.1.1', '127.77.1.2'], []]) {
      names.give('engine', addresses);
      names.give('session-kit', addresses);
      for (const [port, path] of [
        ['outside', `/api/v1/shared/${TOKEN}`],
        ['outside', `/api/v1/sessions/${TOKEN}/stream`],
        ['outside', `/api/v1${endpoints.startImport.path}`],
        ['inside', `/api/v1/shared/${TOKEN}`],
      ] as const) {
        const answer = await at(port, path);
        expect({ path, ...answer }).toMatchObject({
          status: 503,
          headers: { 'retry-after': '2', 'cache-control': 'no-store' },
        });
        expectProblem(answer, 'SERVER.UNAVAILABLE', 'nl');
        expectProblem(await at(port, path, 0, { 'accept-language': 'en' }), 'SERVER.UNAVAILABLE', 'en');
      }
      expect(await at('outside', `/shared/${TOKEN}`)).toMatchObject({
        status: 503,
        headers: { 'retry-after': '2', 'content-type': 'text/html; charset=utf-8' },
        body: expect.stringContaining('http-equiv="refresh"'),
      });
    }
  });

  it('[E113] of no request anything is written down, also when it was refused or nobody answered it', async () => {
    const log = await door.log();
    for (const word of ['client', 'request', '127.0.0.1', TOKEN, 'sign-in']) expect(log).not.toContain(word);
  });
});
