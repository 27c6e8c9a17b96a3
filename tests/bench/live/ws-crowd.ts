import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { cardOf } from '../../live/participant.ts';
import type { Crowd } from './crowd.ts';

const HANDSHAKE =
  'GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: c2l4dGVlbiBieXRlcyEhIQ==\r\n\r\n';

/** A text frame of a client; a mask of zeros is a mask. Between 126 and 65,535 bytes. */
function frameOf(text: string): Buffer {
  const payload = Buffer.from(text);
  const head = Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 0xff, 0, 0, 0, 0]);
  return Buffer.concat([head, payload]);
}

/** Bare connections to the broadcasting peer: as little work for each message as the screens of the product do. */
export class WsCrowd implements Crowd {
  readonly #sockets: Socket[] = [];
  readonly #sentAt = new Map<number, number>();
  readonly #lastAt = new Map<number, number>();
  readonly #seen = new Map<number, number>();

  static async connect(port: number, count: number): Promise<WsCrowd> {
    const crowd = new WsCrowd();
    for (let index = 0; index < count; index += 1) {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      socket.write(HANDSHAKE);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      if (!answer.toString('latin1').startsWith('HTTP/1.1 101')) throw new Error('the peer does not speak WebSocket');
      let rest: Buffer = Buffer.alloc(0);
      socket.on(
        'data',
        (chunk: Buffer) => (rest = crowd.#take(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]))),
      );
      crowd.#sockets.push(socket);
    }
    return crowd;
  }

  async send(event: number): Promise<void> {
    // the same bytes as a card's command, with the number of the event before them
    const frame = frameOf(`${String(event).padStart(8, '0')}${cardOf('brainwriting-3', event).body}`);
    this.#sentAt.set(event, performance.now());
    this.#sockets[event % this.#sockets.length]!.write(frame);
  }

  took(event: number): number | undefined {
    return this.#seen.get(event) === this.#sockets.length
      ? this.#lastAt.get(event)! - this.#sentAt.get(event)!
      : undefined;
  }

  async audit(): Promise<string[]> {
    return [];
  }

  leave(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Takes whole frames, of servers and so without a mask; gives what is left. */
  #take(bytes: Buffer): Buffer {
    let at = 0;
    while (bytes.length >= at + 4) {
      const short = bytes[at + 1]! & 0x7f;
      const head = short === 126 ? 4 : 2;
      const length = short === 126 ? bytes.readUInt16BE(at + 2) : short;
      if (bytes.length < at + head + length) break;
      const event = Number(bytes.toString('latin1', at + head, at + head + 8));
      this.#lastAt.set(event, performance.now());
      this.#seen.set(event, (this.#seen.get(event) ?? 0) + 1);
      at += head + length;
    }
    return bytes.subarray(at);
  }
}
