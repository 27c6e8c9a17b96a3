import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PATIENCE, watchBody } from './patience.ts';

class Request extends EventEmitter {
  complete = false;
  readonly socket = { bytesRead: 500 };
  readonly headers: Readonly<Record<string, string>>;

  constructor(headers: Readonly<Record<string, string>>) {
    super();
    this.headers = headers;
  }
}

let server: EventEmitter;
let ended: { code: string; socket: object }[];

beforeEach(() => {
  vi.useFakeTimers();
  ended = [];
  server = new EventEmitter().on('clientError', ({ code }, socket) => ended.push({ code, socket }));
});
afterEach(() => vi.useRealTimers());

/** Lets so many seconds go by, with so many bytes in each. */
function pass(request: Request, seconds: number, bytes: number): void {
  for (let second = 0; second < seconds; second += 1) {
    request.socket.bytesRead += bytes;
    vi.advanceTimersByTime(1_000);
  }
}

describe('a body that comes in', () => {
  it.each([
    ['with a length', { 'content-length': '100' }],
    ['in chunks', { 'transfer-encoding': 'chunked' }],
  ])('[E81] is ended once when it stops coming, %s', (_, headers) => {
    const request = new Request(headers);
    watchBody(request, server, PATIENCE);
    pass(request, 29, 1);
    expect(ended).toEqual([]);
    pass(request, 90, 1);
    expect(ended).toEqual([{ code: 'ERR_HTTP_REQUEST_TIMEOUT', socket: request.socket }]);
  });

  it('[E81] is let come as long as it comes, and left alone when it is whole or its sender gone', () => {
    const slow = new Request({ 'content-length': '100000000' });
    watchBody(slow, server, PATIENCE);
    pass(slow, 3_600, 40);
    const whole = new Request({ 'content-length': '10' });
    watchBody(whole, server, PATIENCE);
    whole.complete = true;
    const gone = new Request({ 'content-length': '10' });
    watchBody(gone, server, PATIENCE);
    gone.emit('close');
    slow.emit('close');
    pass(whole, 120, 0);
    expect(ended).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([{}, { 'content-length': '0' }])('[E81] is not waited for where there is none', (headers) => {
    watchBody(new Request(headers as Record<string, string>), server, PATIENCE);
    expect(vi.getTimerCount()).toBe(0);
  });
});
