import { NestLog } from '@buurtbalans/logging';
import { Logger } from '@nestjs/common';
import fastify, { LogController } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { tellOfAnswer } from './answer-log.ts';
import { engineLog } from './engine-log.ts';

const lines: string[] = [];
afterEach(() => void lines.splice(0));
const log = (level: 'debug' | 'info' = 'info') => engineLog(level, (line) => void lines.push(line));
const read = (): unknown[] => lines.map((line) => JSON.parse(line) as unknown);
const jansen = (): Error => new RangeError('Jansen\n    at Jansen (huis.ts:1:1)');

describe('the log of the engine', () => {
  it('[E100] has of what Nest says the part and the place, and what is ours', () => {
    const onto = log();
    Logger.overrideLogger(new NestLog((level, told) => onto[level](told)));
    const nest = new Logger('background');
    nest.log('Jansen');
    nest.warn({ event: 'sweep failed', part: 'timers', code: '55000', count: 2, name: 'Jansen' });
    nest.error(jansen());
    nest.error('Jansen\n    at Jansen (huis.ts:1:1)', jansen().stack);
    Logger.overrideLogger(false);
    expect(read()).toMatchObject([
      { program: 'engine', level: 'warn', event: 'sweep failed', part: 'timers', code: '55000', count: 2 },
      {
        level: 'error',
        event: 'other',
        part: 'background',
        code: 'RangeError',
        frames: expect.stringContaining(' at '),
      },
      { level: 'error', event: 'other', part: 'background', frames: expect.stringContaining('engine-log.unit') },
    ]);
    expect(lines.join('')).not.toContain('Jansen');
  });

  it('[E100] [E103] has nothing of a request but where it went, and that only where somebody searches', async () => {
    for (const level of ['info', 'debug'] as const) {
      const server = fastify({
        loggerInstance: log(level),
        logController: new LogController({ requestIdLogLabel: 'requestId', disableRequestLogging: true }),
      });
      server.addHook('onResponse', tellOfAnswer);
      server.post('/join/:code', async (request) => {
        request.log.info({ req: request, body: request.body, msg: 'Jansen' }, 'Jansen');
        request.log.error(jansen());
        return 'Jansen';
      });
      await server.inject({
        method: 'POST',
        url: '/join/Jansen?q=Jansen',
        headers: { 'x-request-id': 'Jansen', cookie: 'Jansen' },
        payload: { Jansen: 'Jansen' },
        remoteAddress: '10.99.98.97',
      });
      await server.close();
    }
    const failed = { level: 'error', event: 'other', code: 'RangeError', requestId: expect.stringMatching(/^req-/) };
    expect(read()).toMatchObject([
      failed,
      failed,
      { level: 'debug', event: 'request', method: 'POST', route: '/join/:code', status: 200 },
    ]);
    expect(lines.join('')).not.toMatch(/Jansen|10\.99/);
  });

  it('[E100] has of an error nothing of what made it', () => {
    const cause = new Error(
      'x:\n   at 10:30\n  at Jansen, Kerkstraat 12 <anonymous>\n    at Jansen (/srv/huis.ts:1:1)',
    );
    for (const error of [new Error('buiten', { cause }), new AggregateError([cause], 'buiten', { cause })]) {
      log().error(error);
      log().error({ err: error }, 'other');
    }
    expect(read()).toHaveLength(4);
    expect(lines.join('')).not.toMatch(/Jansen|10:30/);
    for (const line of lines) expect(line).toContain('engine-log.unit.spec');
  });

  it.each([
    ['/api/v1/trajectories', 3_001, ['slow request']],
    ['/api/v1/trajectories', 2_999, []],
    // a stream lasts as long as somebody listens
    ['/api/v1/sessions/:sessionId/stream', 60_000, []],
  ])('[E103] tells of an answer that took long: %s', async (url, elapsedTime, events) => {
    const request = { method: 'GET', routeOptions: { url }, log: log() } as never;
    await tellOfAnswer(request, { elapsedTime, statusCode: 200 } as never);
    expect(read()).toEqual(
      events.map((event) => expect.objectContaining({ event, route: url, durationMs: elapsedTime })),
    );
  });
});
