import { describe, expect, it } from 'vitest';
import { linesTo, readable } from './readable.ts';

describe('what a program writes, on the terminal of whoever works on it', () => {
  it.each([
    ['{"level":40,"time":1,"pid":7,"msg":"outbox failed","times":2}', 'engine      warn  outbox failed times=2'],
    ['{"level":"error","route":"/x","frames":["a:1"]}', 'engine      error route=/x frames=["a:1"]'],
    ['Server listening', 'engine      Server listening'],
    ['{"half', 'engine      {"half'],
    ['null', 'engine      null'],
  ])('[E117] is read line by line: %s', (line, shown) => {
    expect(readable('engine', line)).toBe(shown);
  });

  it('[E117] is whole lines, however it comes', () => {
    const lines: string[] = [];
    const hear = linesTo((line) => lines.push(line));
    const euro = Buffer.from('€ 1\nt');
    for (const chunk of [Buffer.from('one\r\n\ntw'), Buffer.from('o '), euro.subarray(0, 2), euro.subarray(2)])
      hear(chunk);
    expect(lines).toEqual(['one', 'two € 1']);
  });
});
