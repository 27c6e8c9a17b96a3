import 'reflect-metadata';
import { endpoints } from '@buurtbalans/contracts';
import { describe, expect, it } from 'vitest';
import { controllers } from '../app.module.ts';
import { newSessionCode, normaliseCode } from '@buurtbalans/database';
import { readConfig } from './config.ts';
import { engineLog } from './engine-log.ts';
import { checkHandlers, handledBy } from './handlers.ts';

describe('starting up', () => {
  it('goes on when each endpoint has one handler, and names those that have none or two', () => {
    expect(() => checkHandlers(controllers)).not.toThrow();
    expect(handledBy(controllers).sort()).toEqual(Object.keys(endpoints).sort());
    const [first, ...others] = controllers;
    expect(() => checkHandlers(others)).toThrow(/exactly one handler: health$/);
    expect(() => checkHandlers([first!, ...controllers])).toThrow(/exactly one handler: health$/);
  });

  it('names every variable that is missing or wrong, and never its value', () => {
    const wrong = () => readConfig({ PORT: 'eighty', BUURTBALANS_SECRET: 'too short' });
    expect(wrong).toThrow(/DATABASE_URL.*PORT.*BUURTBALANS_SECRET/);
    expect(wrong).not.toThrow(/too short/);
    expect(readConfig({ DATABASE_URL: 'postgres://x', BUURTBALANS_SECRET: 's'.repeat(32) })).toMatchObject({
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
    });
  });

  it.each([
    ['fatal', 'fatal'],
    ['silent', 'silent'],
    ['loud', 'info'],
    ['', 'info'],
    [undefined, 'info'],
  ])('[E103] reads from which level it logs as every program does, and logs from there: %s', (word, level) => {
    const config = readConfig({ DATABASE_URL: 'x', BUURTBALANS_SECRET: 's'.repeat(32), LOG_LEVEL: word });
    expect(engineLog(config.LOG_LEVEL, () => undefined).level).toBe(level);
  });
});

describe('a session code', () => {
  it('has signs that nobody confuses, and is found however it is typed', () => {
    for (let made = 0; made < 500; made += 1) expect(newSessionCode()).toMatch(/^[ACDEFGHJKMNPQRTWXY34679]{13}$/);
    expect(normaliseCode(' acd-e34 ')).toBe('ACDE34');
  });

  it('[E240] is guessed on fewer than one day in a million, of a thousand meetings and at five thousand tries a second', () => {
    const signs = new Set(Array.from({ length: 500 }, newSessionCode).join(''));
    const codes = signs.size ** newSessionCode().length;
    expect((1_000 * 5_000 * 86_400) / codes).toBeLessThan(1e-6);
  });
});
