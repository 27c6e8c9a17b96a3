import { describe, expect, it } from 'vitest';
import { codeOf, framesOf } from './thrown.ts';

describe('what is told of an error', () => {
  it('[E22] is its code or its name, and where it comes from', () => {
    const error = Object.assign(new TypeError('x'), { code: '22P02' });
    expect(codeOf(error)).toBe('22P02');
    expect(codeOf(new TypeError('x'))).toBe('TypeError');
    expect(framesOf(error)).toMatch(/^ {4}at .*thrown\.unit\.spec\.ts:\d+:\d+/);
    expect(framesOf(new Error(''))).toMatch(/thrown\.unit\.spec\.ts/);
  });

  it.each(['Jansen', 'kom\n    at Jansen', 'kom\n    at Jansen (huis.ts:12:1)', '\n    at Jansen:12:1\n'])(
    '[E22] is nothing of its message: %j',
    (message) => {
      expect(framesOf(new Error(message))).not.toContain('Jansen');
      expect(framesOf(new Error(message))).toContain('thrown.unit.spec.ts');
      expect(framesOf(Object.assign(new Error(message), { code: message, name: message }))).not.toContain('Jansen');
      expect(codeOf(Object.assign(new Error(message), { code: `${message} 12`, name: `${message} 12` }))).toBe('Error');
    },
  );

  it('[E22] is nothing of what made it, nor of a message that it had before', () => {
    const cause = new Error('x:\n    at Jansen (/huis.ts:1:1)');
    const error = new Error('buiten');
    const written = { message: 'buiten', stack: `${error.stack}\ncaused by: ${cause.stack}` };
    const changed = Object.assign(new Error('a\n    at Jansen (/huis.ts:1:1)\n  at Jansen 12 (native)'), {
      message: 'b',
    });
    for (const one of [written, changed]) {
      expect(framesOf(one)).not.toContain('Jansen');
      expect(framesOf(one)).toContain('thrown.unit.spec.ts');
    }
  });

  it.each([undefined, null, 'Jansen', 12, {}])('[E22] is little where it is none: %j', (thrown) => {
    expect([codeOf(thrown), framesOf(thrown)]).toEqual(['Error', '']);
  });
});
