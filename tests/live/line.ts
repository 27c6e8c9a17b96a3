import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What an engine answered. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

interface Waiting {
  readonly done: (answer: HttpAnswer) => void;
  readonly fail: (cause: Error) => void;
}

/**
 * One kept-alive HTTP/1.1 connection of one participant, as bare as it can be, so that hundreds of them cost the
 * measuring process next to nothing. One request at a time.
 */
export class Line {
  readonly #socket: Socket;
  readonly #host: string;
  #arrived: Buffer = Buffer.alloc(0);
  #waiting: Waiting | undefined;

  private constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.#host = host;
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => this.#waiting?.fail(new Error('the connection ended')));
  }

  static async to(port: number): Promise<Line> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new Line(socket, `127.0.0.1:${port}`);
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  /** Sends a request and waits for its answer. @throws when the connection ends before. */
  request(
    method: 'GET' | 'POST',
    path: string,
    headers: Readonly<Record<string, string>>,
    body = '',
  ): Promise<HttpAnswer> {
    const lines = Object.entries({
      host: this.#host,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      ...headers,
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    return new Promise((done, fail) => {
      if (!this.isOpen) return fail(new Error('the connection ended'));
      this.#waiting = { done, fail };
      this.#socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
    });
  }

  end(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#arrived = this.#arrived.length === 0 ? chunk : Buffer.concat([this.#arrived, chunk]);
    const end = this.#arrived.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.#arrived.toString('latin1', 0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#arrived.length < end + 4 + length) return;
    const text = this.#arrived.toString('utf8', end + 4, end + 4 + length);
    this.#arrived = this.#arrived.subarray(end + 4 + length);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.done({
      status: Number(head.slice(9, 12)),
      body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
    });
  }
}
