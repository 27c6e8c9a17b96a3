import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { API } from './participant.ts';

/** Connections that are held open on purpose. */
export interface Held {
  readonly sockets: readonly Socket[];
  /** What each was answered so far. */
  readonly said: readonly (() => string)[];
  /** Sends a byte more on each. */
  drip(): void;
  end(): void;
}

/** Opens so many connections that each send the beginning of the same request, and no more unless they are told to drip. */
export async function hold(port: number, count: number, head: string): Promise<Held> {
  const sockets: Socket[] = [];
  const said: (() => string)[] = [];
  for (let number = 0; number < count; number += 1) {
    let text = '';
    const socket = connect(port, '127.0.0.1')
      .on('error', () => undefined)
      .on('data', (chunk: Buffer) => (text = (text + chunk.toString('latin1')).slice(-2_000)));
    await once(socket, 'connect');
    socket.write(head);
    sockets.push(socket);
    said.push(() => text);
  }
  return {
    sockets,
    said,
    drip: () => sockets.forEach((socket) => socket.destroyed || socket.write(' ')),
    end: () => sockets.forEach((socket) => socket.destroy()),
  };
}

/** So many streams of one participant. */
export const streamsOf = (port: number, count: number, sessionId: string, token: string): Promise<Held> =>
  hold(
    port,
    count,
    `GET ${API}/sessions/${sessionId}/stream HTTP/1.1\r\nhost: door\r\nauthorization: Bearer ${token}\r\n\r\n`,
  );

/** So many bodies that do not come, of nobody who is known. */
export const slowBodies = (port: number, count: number): Promise<Held> =>
  hold(
    port,
    count,
    `POST ${API}/join/ABCDEF HTTP/1.1\r\nhost: door\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{`,
  );

/** So many files that are uploaded a byte at a time, by an account. */
export const slowUploads = (port: number, count: number, cookie: string): Promise<Held> =>
  hold(
    port,
    count,
    `POST ${API}/imports?kind=kwb&fileName=a.csv HTTP/1.1\r\nhost: door\r\ncookie: ${cookie}\r\ncontent-type: text/csv\r\ncontent-length: 1000000\r\n\r\n;`,
  );
