import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync } from 'node:zlib';

/** A square of 256 × 256 pixels of one grey, as PNG. */
export function greySquare(grey: number): Buffer {
  const header = Buffer.from([0, 0, 1, 0, 0, 0, 1, 0, 8, 0, 0, 0, 0]);
  const rows = Buffer.alloc(256 * 257, grey);
  for (let row = 0; row < 256; row += 1) rows[row * 257] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function crc32(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** Answers one request for a square. */
export type TileAnswer = (response: ServerResponse, path: string) => void;

export const square: TileAnswer = (response) =>
  void response.writeHead(200, { 'content-type': 'image/png' }).end(greySquare(200));

/** A server of squares on loopback, on which everything can go wrong; `asked` has the paths in the order in which they came. */
export class TileServer {
  readonly asked: string[] = [];
  readonly headers: Record<string, unknown>[] = [];
  answer: TileAnswer = square;
  readonly #server = createServer((request, response) => {
    this.asked.push(request.url!);
    this.headers.push(request.headers);
    this.answer(response, request.url!);
  });

  static async start(): Promise<TileServer> {
    const made = new TileServer();
    made.#server.listen(0, '127.0.0.1');
    await once(made.#server, 'listening');
    return made;
  }

  /** As the setting has it. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/{layer}/{z}/{x}/{y}.png`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
  }
}
