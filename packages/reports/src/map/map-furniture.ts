import { line, type Mark, type Point, rectangle } from '../drawing/drawing.ts';
import { hatch } from '../drawing/hatch.ts';
import { CELL, FINDING, LOOK } from './map-look.ts';
import type { MapTexts } from './map-texts.ts';

const INK = '#1b1f24';
const SIZE = 7.5;
const STEPS = [50, 100, 200, 250, 500, 1_000, 2_000, 5_000];

/** What makes a map readable: legend, scale bar, north arrow and source. `scale` is in points to the metre; crowded, a number stands for more than one finding. */
export function furniture(
  {
    width,
    top,
    scale,
    isCrowded,
    credits,
  }: { width: number; top: number; scale: number; isCrowded: boolean; credits: string },
  texts: MapTexts,
): Mark[] {
  const small = (x: number, text: string): Mark => ({
    kind: 'text',
    at: [x, top + 46],
    text,
    size: 6.5,
    color: '#444b55',
  });
  return [
    ...northArrow(width - 18, top + 2, texts),
    ...scaleBar(top, scale),
    ...legend(top + 26, texts),
    ...(credits === '' ? [] : [small(12, credits)]),
    ...(isCrowded && texts.moreHere ? [small(310, texts.moreHere)] : []),
  ];
}

function northArrow(x: number, y: number, texts: MapTexts): Mark[] {
  const arrow: readonly Point[] = [
    [x, y],
    [x + 5, y + 14],
    [x, y + 10],
    [x - 5, y + 14],
  ];
  return [
    { kind: 'shape', closed: true, lines: [arrow], fill: INK },
    { kind: 'text', at: [x, y + 23], text: texts.north, size: 8, strong: true, anchor: 'middle', color: INK },
  ];
}

function scaleBar(top: number, scale: number): Mark[] {
  const metres = STEPS.findLast((step) => step * scale <= 130) ?? STEPS[0]!;
  const [length, y] = [metres * scale, top + 10];
  const half = length / 2;
  return [
    rectangle([12, y, half, 3.5], { fill: INK, pen: { color: INK, width: 0.6 } }),
    rectangle([12 + half, y, half, 3.5], { fill: '#ffffff', pen: { color: INK, width: 0.6 } }),
    {
      kind: 'text',
      at: [12 + length + 5, y + 5],
      text: metres < 1_000 ? `${metres} m` : `${metres / 1_000} km`,
      size: SIZE,
      color: INK,
    },
  ];
}

/** Samples of what is on the map, drawn as on the map. */
function legend(y: number, { legend: names }: MapTexts): Mark[] {
  const box = (x: number): readonly (readonly Point[])[] => [
    [
      [x, y],
      [x + 14, y],
      [x + 14, y + 9],
      [x, y + 9],
    ],
  ];
  const label = (x: number, text: string): Mark => ({ kind: 'text', at: [x, y + 7.5], text, size: SIZE, color: INK });
  const cell = (x: number, look: (typeof CELL)[keyof typeof CELL]): Mark[] => [
    { kind: 'shape', closed: true, lines: box(x), fill: look.fill, pen: look.edge },
    hatch(box(x), look.spacing, -1, look.pen),
  ];
  const circle: Mark = { kind: 'circle', at: [262, y + 4.5], radius: 5, fill: FINDING.fill };
  return [
    line(
      [
        [12, y + 4.5],
        [26, y + 4.5],
      ],
      LOOK.area,
    ),
    label(30, names.area),
    line(
      [
        [118, y + 4.5],
        [132, y + 4.5],
      ],
      LOOK.neighbourhood,
    ),
    label(136, names.neighbourhood),
    { kind: 'shape', closed: true, lines: box(204), fill: LOOK.park.fill },
    hatch(box(204), LOOK.park.spacing / 2, 1, LOOK.park.pen),
    label(222, names.park),
    ...(names.finding ? [circle, label(271, names.finding)] : []),
    ...(names.cell ? [...cell(322, CELL.one), label(340, names.cell)] : []),
    ...(names.cellBoth ? [...cell(396, CELL.both), label(414, names.cellBoth)] : []),
  ];
}
