import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { LiveMessage } from '@buurtbalans/contracts';

const [NEW_LINE, END] = [Buffer.from('\r\n'), Buffer.from('\n\n')];

/** Where to look at a session. */
export interface StreamAddress {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * One screen: follows the stream of a session on a bare HTTP/1.1 connection and keeps what it was sent. Reading costs
 * next to nothing: messages are kept as they came, and what many screens were sent alike is kept once.
 */
export class Screen {
  readonly messages: Buffer[] = [];
  /** Position after each message, and the moment that it was there (`performance.now()`). */
  readonly positions: number[] = [];
  readonly times: number[] = [];
  bytes = 0;
  readonly #shared: Map<string, Buffer>;
  #socket: Socket | undefined;
  #isInBody = false;
  #isChunked = false;
  #raw: Buffer = Buffer.alloc(0);
  #text: Buffer = Buffer.alloc(0);

  /** @param shared what screens of the same audience were sent, by position and length */
  constructor(shared: Map<string, Buffer> = new Map()) {
    this.#shared = shared;
  }

  get position(): number {
    return this.positions.at(-1) ?? -1;
  }

  get isOpen(): boolean {
    return this.#socket !== undefined && !this.#socket.destroyed;
  }

  /** Connects, or connects anew, and goes on after the position that it has. */
  async open({ port, path, headers }: StreamAddress): Promise<void> {
    this.end();
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    [this.#socket, this.#isInBody, this.#raw, this.#text] = [socket, false, Buffer.alloc(0), Buffer.alloc(0)];
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => this.#socket === socket && this.#take(chunk));
    await once(socket, 'connect');
    const lines = Object.entries({ host: `127.0.0.1:${port}`, 'last-event-id': String(this.position), ...headers }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  }

  end(): void {
    this.#socket?.destroy();
  }

  /** When it showed what was committed at a position; undefined when it never did. */
  timeOf(position: number): number | undefined {
    let [low, high] = [0, this.positions.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.positions[middle]! < position) low = middle + 1;
      else high = middle;
    }
    return this.times[low];
  }

  #take(chunk: Buffer): void {
    this.bytes += chunk.length;
    this.#raw = this.#raw.length === 0 ? chunk : Buffer.concat([this.#raw, chunk]);
    if (!this.#isInBody) {
      const end = this.#raw.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = this.#raw.toString('latin1', 0, end);
      if (!head.startsWith('HTTP/1.1 200')) return this.end();
      [this.#isInBody, this.#isChunked, this.#raw] = [
        true,
        /transfer-encoding: chunked/i.test(head),
        this.#raw.subarray(end + 4),
      ];
    }
    for (let part = this.#part(); part; part = this.#part()) {
      this.#text = this.#text.length === 0 ? part : Buffer.concat([this.#text, part]);
      for (let end = this.#text.indexOf(END); end >= 0; end = this.#text.indexOf(END)) {
        this.#event(this.#text.subarray(0, end));
        this.#text = this.#text.subarray(end + END.length);
      }
    }
  }

  /** The next part of the body that is wholly there. */
  #part(): Buffer | undefined {
    if (!this.#isChunked) {
      const part = this.#raw;
      this.#raw = Buffer.alloc(0);
      return part.length > 0 ? part : undefined;
    }
    const line = this.#raw.indexOf(NEW_LINE);
    if (line < 0) return undefined;
    const from = line + NEW_LINE.length;
    const to = from + Number.parseInt(this.#raw.toString('latin1', 0, line), 16);
    if (this.#raw.length < to + NEW_LINE.length) return undefined;
    // a proxy ends the body in order also where the engine behind it was killed, and keeps the connection
    if (to === from) return void this.end();
    const part = this.#raw.subarray(from, to);
    this.#raw = this.#raw.subarray(to + NEW_LINE.length);
    return part;
  }

  /** `id: SEQ`, and `data: JSON` on the next line; a heartbeat has neither. */
  #event(event: Buffer): void {
    if (event[0] !== 0x69) return;
    const line = event.indexOf(0x0a);
    const position = Number(event.toString('latin1', 4, line));
    const data = event.subarray(line + 1 + 'data: '.length);
    this.positions.push(position);
    this.times.push(performance.now());
    const key = `${position}.${data.length}`;
    const known = this.#shared.get(key);
    const isKnown = known?.equals(data) === true;
    const kept = isKnown ? known : Buffer.from(data);
    if (!known) this.#shared.set(key, kept);
    this.messages.push(kept);
  }
}

/** As text, whatever the order in which an object's parts were written. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );

/** What a screen shows after its messages, entry by entry as text; a phone does the same. */
export function shownOn(
  screen: Screen,
  read: (message: Buffer) => LiveMessage = (message) => JSON.parse(message.toString('utf8')) as LiveMessage,
): Map<string, string> {
  const shown = new Map<string, string>();
  let position = -1;
  for (const { seq, whole, set, gone } of screen.messages.map(read)) {
    if (!whole && seq < position) continue;
    if (whole) shown.clear();
    position = seq;
    for (const [key, value] of Object.entries(set)) shown.set(key, textOf(value));
    for (const key of gone) shown.delete(key);
  }
  return shown;
}

/** Keys under which a screen shows something else than a fresh reading of the session does. */
export function differences(shown: ReadonlyMap<string, string>, fresh: LiveMessage['set']): string[] {
  const wanted = new Map(Object.entries(fresh).map(([key, value]) => [key, textOf(value)]));
  return [...new Set([...shown.keys(), ...wanted.keys()])].filter((key) => shown.get(key) !== wanted.get(key));
}
