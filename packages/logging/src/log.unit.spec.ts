import { describe, expect, it, vi } from 'vitest';
import { thresholdOf } from './events.ts';
import { createLog, writerOf } from './log.ts';

const lines: string[] = [];
const write = (line: string): void => void lines.push(line);
const read = (): Record<string, unknown>[] =>
  lines.splice(0).map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log of a program', () => {
  it('[E100] is lines of JSON from its level on', () => {
    const log = createLog({ program: 'worker', threshold: 'info', write });
    log.debug('job done');
    log.info('started', { durationMs: 12.4 });
    expect(lines[0]!.endsWith('}\n')).toBe(true);
    expect(read()).toMatchObject([{ level: 'info', program: 'worker', pid: process.pid, durationMs: 12 }]);
    createLog({ program: 'worker', threshold: 'silent', write }).fatal('uncaught');
    expect(lines).toEqual([]);
  });

  it('[E103] has nothing of a text of which nothing is left', () => {
    writerOf(write)({ level: 'info', event: 'Server listening at http://10.1.2.3:3000' });
    expect(lines).toEqual([]);
  });

  it('[E103] says the same twenty times a minute and then counts it, and never counts a number that was shown', () => {
    const put = writerOf(write);
    const at = (second: number, more: object = {}): void =>
      put({
        time: new Date(second * 1_000).toISOString(),
        level: 'error',
        event: 'request failed',
        status: 503,
        ...more,
      });
    for (let times = 0; times < 500; times += 1) at(times / 10);
    at(50, { status: 507 });
    for (let times = 0; times < 30; times += 1) at(50, { reference: '1a2b3c4d' });
    at(61);
    const written = read();
    expect(written.filter(({ reference }) => reference !== undefined)).toHaveLength(30);
    expect(written.filter(({ status, reference }) => status === 503 && reference === undefined)).toHaveLength(22);
    expect(written.at(-2)).toMatchObject({ time: new Date(49_900).toISOString(), status: 503, count: 480 });
    expect(written.at(-1)).not.toHaveProperty('count');
  });

  it('[E103] tells how many it counted when a minute has passed, also when nothing like it comes any more', () => {
    vi.useFakeTimers();
    const log = createLog({ program: 'worker', threshold: 'info', write });
    for (let times = 0; times < 500; times += 1) log.error('request failed', { status: 503 });
    expect(read()).toHaveLength(20);
    vi.advanceTimersByTime(60_000);
    expect(read()).toMatchObject([{ event: 'request failed', status: 503, count: 480 }]);
    vi.advanceTimersByTime(600_000);
    expect(read()).toEqual([]);
    vi.useRealTimers();
  });

  it('[E103] counts nothing for whoever searches', () => {
    const log = createLog({ program: 'worker', threshold: 'debug', write });
    for (let times = 0; times < 100; times += 1) log.debug('request');
    expect(read()).toHaveLength(100);
  });

  it.each([
    ['warn', 'warn'],
    ['silent', 'silent'],
    ['loud', 'info'],
    [undefined, 'info'],
  ])('reads its level: %s', (word, threshold) => expect(thresholdOf(word)).toBe(threshold));
});
