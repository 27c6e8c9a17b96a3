import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mendText, mendTexts } from './mend-texts.ts';

describe('a text at the entrance', () => {
  it.each([
    ['een line end of PowerPoint', 'Eerste regel\vtweede', 'Eerste regel\ntweede'],
    ['one of Windows', 'een\r\ntwee\rdrie', 'een\ntwee\ndrie'],
    ['the separators of Word', 'een\u2028twee\u2029drie', 'een\ntwee\ndrie'],
    ['a bullet of Word', '\uf0b7 bankjes', '• bankjes'],
    ['an arrow of Word', 'klacht \uf0e0 gesprek', 'klacht → gesprek'],
    ['a NUL between two words', 'een\0twee', 'een twee'],
    ['half an emoji', 'half \ud83d', 'half '],
    ['the other half', '\ude00 half', ' half'],
    ['a letter and its mark', 'cafe\u0301', 'café'],
  ])('[E202] has %s mended', (_, sent, mended) => {
    expect(mendText(sent)).toBe(mended);
  });

  it('[E202] keeps what people write: whole emoji, families of them, tabs, other scripts', () => {
    for (const text of ['😀 👨‍👩‍👧', 'een\ttwee', 'şğı Łódź Привет', '’s avonds – „ja”', 'a\u00adb'])
      expect(mendText(text)).toBe(text.normalize('NFC'));
  });

  it('[E202] is well formed then, without control signs, and mending it again changes nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
        (text) => {
          const mended = mendText(text);
          expect(mended.isWellFormed()).toBe(true);
          expect(mended).not.toMatch(/[^\P{Cc}\t\n]|[\u2028\u2029]/u);
          expect(mendText(mended)).toBe(mended);
        },
      ),
    );
  });

  it('[E202] is mended wherever it stands in a body, however deep; passwords and keys are not', () => {
    const body = { text: 'a\vb', list: ['\0', { 'sle\vutel': 'c\vd' }], password: 'p\v', n: 1, none: null };
    expect(mendTexts(body)).toEqual({
      text: 'a\nb',
      list: [' ', { 'sle\vutel': 'c\nd' }],
      password: 'p\v',
      n: 1,
      none: null,
    });
    const deep: unknown[] = [];
    let last = deep;
    for (let level = 0; level < 200_000; level += 1) {
      const inner: unknown[] = [];
      last.push(inner);
      last = inner;
    }
    last.push('a\vb');
    mendTexts(deep);
    expect(last).toEqual(['a\nb']);
    // a body of another kind is a stream, whose parts hold each other
    const stream = Object.assign(new Map(), { text: 'a\vb' }) as unknown as Record<string, unknown>;
    stream['own'] = stream;
    expect(mendTexts(stream)).toBe(stream);
    expect(stream['text']).toBe('a\vb');
    expect([mendTexts('a\vb'), mendTexts(undefined), mendTexts(null), mendTexts(3)]).toEqual([
      'a\nb',
      undefined,
      null,
      3,
    ]);
  });
});
