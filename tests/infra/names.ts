import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** A name server that knows who has which name just now, as the one of a network of containers does. */
export class Names {
  readonly #socket: Socket;
  readonly #known = new Map<string, string[]>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('message', (question, { port, address }) => socket.send(this.#answer(question), port, address));
  }

  static async open(): Promise<Names> {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new Names(socket);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  /** From now on these addresses have the name. */
  give(name: string, addresses: readonly string[]): void {
    this.#known.set(name, [...addresses]);
  }

  close(): void {
    this.#socket.close();
  }

  /** The question once more, with an address record for each that has the name. */
  #answer(question: Buffer): Buffer {
    const labels: string[] = [];
    let at = 12;
    for (; question[at] !== 0; at += question[at]! + 1)
      labels.push(question.toString('latin1', at + 1, at + 1 + question[at]!));
    const asked = question.subarray(12, at + 5);
    const addresses = this.#known.get(labels.join('.')) ?? [];
    const head = Buffer.from(question.subarray(0, 12));
    head.writeUInt16BE(addresses.length > 0 ? 0x8180 : 0x8183, 2);
    head.writeUInt16BE(addresses.length, 6);
    head.writeUInt32BE(0, 8);
    const records = addresses.map((address) =>
      Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...address.split('.').map(Number)]),
    );
    return Buffer.concat([head, asked, ...records]);
  }
}
