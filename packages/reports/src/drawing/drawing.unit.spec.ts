import { describe, expect, it } from 'vitest';
import { type Drawing, line, type Point, rectangle, textsOf } from './drawing.ts';
import { hatch } from './hatch.ts';
import { toOperators } from './to-operators.ts';
import { toSvg } from './to-svg.ts';

const PEN = { color: '#000000', width: 0.5 };
const SQUARE: readonly Point[] = [
  [0, 0],
  [100, 0],
  [100, 100],
  [0, 100],
];
const HOLE: readonly Point[] = [
  [40, 40],
  [60, 40],
  [60, 60],
  [40, 60],
];

describe('hatch', () => {
  it('covers a square from edge to edge and leaves a hole open', () => {
    const mark = hatch([SQUARE, HOLE], 5, 1, PEN);
    if (mark.kind !== 'shape') throw new Error('a hatch is a shape');
    expect(mark.lines.length).toBeGreaterThan(20);
    for (const [[x, y], [toX, toY]] of mark.lines as [Point, Point][]) {
      for (const value of [x, y, toX, toY]) expect(value >= -1e-9 && value <= 100 + 1e-9).toBe(true);
      const [middleX, middleY] = [(x + toX) / 2, (y + toY) / 2];
      expect(middleX > 40 && middleX < 60 && middleY > 40 && middleY < 60).toBe(false);
    }
  });

  it('has no lines where there is nothing to fill', () => {
    expect(hatch([], 5, -1, PEN)).toMatchObject({ lines: [] });
  });
});

describe('one drawing, two editions', () => {
  const drawing: Drawing = {
    width: 200,
    height: 100,
    marks: [
      rectangle([10, 10, 50, 20], { fill: '#ff0000' }),
      line(
        [
          [0, 0],
          [10, 10],
        ],
        { ...PEN, dash: [2, 1] },
      ),
      { kind: 'circle', at: [5, 5], radius: 3, fill: '#00ff00', pen: PEN },
      {
        kind: 'window',
        box: [0, 0, 50, 50],
        marks: [{ kind: 'text', at: [1, 9], text: 'A & B', size: 8, color: '#0000ff', halo: '#ffffff' }],
      },
    ],
  };

  it('shows every mark in SVG and as operators', () => {
    const svg = toSvg(drawing);
    expect(svg).toContain('A &#38; B');
    expect(svg).toContain(
      'stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke" fill="#0000ff"',
    );
    expect(svg).toContain('stroke-dasharray="2 1"');
    const operators = toOperators(drawing, [30, 40], (mark) => `(${mark.text}) Tj`);
    expect(operators).toContain('1 0 0 1 30 40 cm');
    expect(operators).toContain('1 0 0 rg\n10 10 m');
    expect(operators).toContain('[2 1] 0 d');
    expect(operators.match(/ c$/gm)).toHaveLength(4);
    expect(operators).toContain('0 0 50 50 re W n\n(A & B) Tj');
    // what is set inside is set back
    expect(operators.match(/^q$/gm)!.length).toBe(operators.match(/^Q$/gm)!.length);
    expect(textsOf(drawing.marks)).toEqual(['A & B']);
  });
});
