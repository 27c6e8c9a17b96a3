import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { PATIENCE } from '@buurtbalans/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, startEngineUnderTest } from './engine.testing.ts';

/** More than the engine has connections to its database. */
const MANY = 24;
let engine: EngineUnderTest;

beforeAll(async () => {
  engine = await startEngineUnderTest({}, { ...PATIENCE, bodyMs: 2_000 });
});
afterAll(() => engine.stop());

/** Begins a request whose body never comes whole. */
async function begin(
  path: string,
  type: string,
  headers: string,
): Promise<{ readonly socket: Socket; readonly said: () => string }> {
  const { port, pathname } = new URL(engine.base + path);
  const socket = connect(Number(port), '127.0.0.1');
  let text = '';
  socket.on('error', () => undefined).on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  await once(socket, 'connect');
  socket.write(
    `POST ${pathname}${new URL(engine.base + path).search} HTTP/1.1\r\nhost: engine\r\ncontent-type: ${type}\r\ncontent-length: 1000\r\n${headers}\r\n `,
  );
  return { socket, said: () => text };
}

describe('bodies that do not come', () => {
  it.each([
    ['of whoever is nobody', '/join/ABCDEF', 'application/json', () => ''],
    [
      'of a file that is offered',
      '/imports?kind=kwb&fileName=a.csv&year=2024',
      'text/csv',
      () => `cookie: ${engine.cookies.facilitator}\r\n`,
    ],
  ])('[E81] hold nobody up and are ended: %s', async (_, path, type, headers) => {
    const slow = await Promise.all(Array.from({ length: MANY }, () => begin(path, type, headers())));
    expect((await engine.call('GET', '/trajectories', { role: 'facilitator' })).status).toBe(200);
    await expect
      .poll(() => slow.filter(({ socket, said }) => socket.closed && said().startsWith('HTTP/1.1 408')).length)
      .toBe(MANY);
    expect((await engine.call('GET', '/imports', { role: 'facilitator' })).body.items).toEqual([]);
  });
});
