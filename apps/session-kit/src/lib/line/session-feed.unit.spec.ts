import { ApiError, type LiveMessage, problemOf } from '@buurtbalans/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readEvents } from './event-stream.ts';
import { type FeedSource, SessionFeed } from './session-feed.ts';

const message = (seq: number, whole = false): LiveMessage => ({
  seq,
  now: '2026-11-24T12:00:00.000Z',
  whole,
  set: {},
  gone: [],
});

/** A stream that the test speaks through. */
function line() {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (made) => (controller = made) });
  const say = (text: string): void => controller.enqueue(new TextEncoder().encode(text));
  return {
    body,
    say,
    event: (event: { seq: number }): void => say(`id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`),
    end: (): void => controller.close(),
    cut: (): void => controller.error(new Error('cut')),
  };
}

/** A feed with a log of what it told, and the streams that it opened. */
function following(source: Partial<FeedSource> = {}) {
  const log: string[] = [];
  const streams: { after: number; signal: AbortSignal; line: ReturnType<typeof line> }[] = [];
  const feed = new SessionFeed(
    {
      stream: async (after, signal) => {
        const made = line();
        signal.addEventListener('abort', () => made.cut());
        streams.push({ after, signal, line: made });
        return new Response(made.body);
      },
      read: async (after) => message(Math.max(after, 2), true),
      ...source,
    },
    {
      message: ({ seq, whole }) => log.push(`${whole ? 'whole' : 'change'} ${seq}`),
      connection: (connection) => log.at(-1) !== connection && log.push(connection),
    },
  );
  return { log, streams, feed, stop: feed.start() };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe('reading a stream', () => {
  it('gives events that arrive in pieces, with letters cut in half, and heartbeats as null', async () => {
    const bytes = new TextEncoder().encode('id: 1\r\ndata: {"a":"café"}\r\n\r\n: \n\ndata: 2\n\n');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += 3) controller.enqueue(bytes.slice(at, at + 3));
        controller.close();
      },
    });
    const heard: string[] = [];
    for await (const data of readEvents(body)) if (data !== null) heard.push(data);
    expect(heard).toEqual(['{"a":"café"}', '2']);
  });
});

describe('following a session', () => {
  it('is live, and after a break resumes after the last message of the stream', async () => {
    const { log, streams, stop } = following();
    await pass(0);
    streams[0]!.line.event(message(3, true));
    streams[0]!.line.event(message(4));
    await pass(0);
    expect(log).toEqual(['live', 'whole 3', 'live', 'change 4']);
    streams[0]!.line.end();
    await pass(2_000);
    expect(streams.map(({ after }) => after)).toEqual([-1, 4]);
    stop();
  });

  it('does not take in a change that is older than what it has', async () => {
    const { log, streams, stop } = following();
    await pass(0);
    for (const one of [message(5, true), message(4), message(6)]) streams[0]!.line.event(one);
    await pass(0);
    expect(log.filter((line) => line !== 'live')).toEqual(['whole 5', 'change 6']);
    stop();
  });

  it('asks each 1.5 s once nothing was heard for 12 s, and stops asking when the stream speaks', async () => {
    const asked: number[] = [];
    const { log, streams, stop } = following({
      read: async (after) => (asked.push(after), message(Math.max(after, 2), after < 0)),
    });
    await pass(11_000);
    expect(asked).toEqual([]);
    await pass(5_000);
    expect(asked).toEqual([-1, 2, 2]);
    expect(log.slice(0, 2)).toEqual(['whole 2', 'polling']);
    const before = asked.length;
    streams.at(-1)!.line.say(': \n\n');
    await pass(4_500);
    expect(log.at(-1)).toBe('live');
    expect(asked).toHaveLength(before);
    stop();
  });

  it('says that the connection is lost, and goes on once it is back', async () => {
    let isDown = true;
    const refuse = async (): Promise<never> => Promise.reject(new TypeError('network'));
    const { log, stop } = following({ stream: refuse, read: async () => (isDown ? refuse() : message(1, true)) });
    await pass(3_000);
    expect(log).toEqual(['lost']);
    isDown = false;
    await pass(9_000);
    expect(log).toEqual(expect.arrayContaining(['whole 1', 'polling']));
    stop();
  });

  it('connects at once when a sleeping tab wakes up, and not when it has just heard something', async () => {
    const { streams, feed, stop } = following();
    await pass(1_000);
    feed.awake();
    expect(streams[0]!.signal.aborted).toBe(false);
    vi.setSystemTime(Date.now() + 60_000);
    feed.awake();
    await pass(1_500);
    expect(streams).toHaveLength(2);
    stop();
  });

  it('gives up when it may not look, and asks no more', async () => {
    const problem = problemOf('SESSION.NOT_JOINED', 'nl');
    let asked = 0;
    const { log, stop } = following({
      stream: async () => new Response(JSON.stringify(problem), { status: 401 }),
      read: async () => ((asked += 1), Promise.reject(new ApiError(problem))),
    });
    await pass(60_000);
    expect(log).toEqual(['refused']);
    expect(asked).toBe(0);
    stop();
  });

  it('leaves nothing running when it ends', async () => {
    const { stop, streams } = following();
    await pass(100);
    stop();
    await pass(0);
    expect(streams[0]!.signal.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});
