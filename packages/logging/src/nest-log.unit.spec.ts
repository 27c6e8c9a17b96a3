import { describe, expect, it } from 'vitest';
import { createLog } from './log.ts';
import { NestLog } from './nest-log.ts';

describe('what Nest says', () => {
  it('[E100] is written as its part and place, and an event of ours whole', () => {
    const lines: string[] = [];
    const nest = NestLog.on(
      createLog({ program: 'worker', threshold: 'debug', write: (line) => void lines.push(line) }),
    );
    const error = new RangeError('Jansen\n    at Jansen (huis.ts:1:1)');
    nest.log('Jansen begint', 'NestFactory');
    nest.warn({ event: 'job put off', job: 'imports.read', name: 'Jansen' }, 'BullModule');
    nest.error(error, 'BullModule');
    nest.fatal(error.message, error.stack, 'NestFactory');
    nest.debug(error, 'Jansen');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { program: 'worker', level: 'warn', event: 'job put off', part: 'BullModule', job: 'imports.read' },
      {
        level: 'error',
        event: 'other',
        part: 'BullModule',
        code: 'RangeError',
        frames: expect.stringContaining('.ts'),
      },
      { level: 'fatal', event: 'other', part: 'NestFactory', frames: expect.stringContaining('nest-log.unit.spec') },
      { level: 'debug', event: 'other', code: 'RangeError' },
    ]);
    expect(lines.join('')).not.toContain('Jansen');
  });
});
