import type { Pen } from '../drawing/drawing.ts';

const pen = (color: string, width: number, dash?: readonly number[]): Pen => ({ color, width, ...(dash && { dash }) });

/** What is written and drawn to read a map by. */
export const INK = '#1b1f24';

/** How things look on a map: no two are alike in black and white. */
export const LOOK = {
  area: pen('#1a3d7c', 1.8),
  neighbourhood: pen('#5c626c', 0.6, [4, 2]),
  park: { fill: '#e3efdb', spacing: 7, pen: pen('#9dbb8b', 0.4) },
} as const;

/** Places where things meet: one lane, or both. */
export const CELL = {
  one: { fill: '#fbe9c0', edge: pen('#7a5b00', 0.5), spacing: 6, pen: pen('#a88a3c', 0.4) },
  both: { fill: '#f5cf70', edge: pen('#7a5b00', 1.2), spacing: 3, pen: pen('#7a5b00', 0.5) },
} as const;

/** A numbered finding. */
export const FINDING = { radius: 7.5, fill: '#8a0f31', pen: pen('#ffffff', 1.2) } as const;

/** Squares over a map, with names that stand out from what they lie on. */
export const GRID = { pen: pen('#222222', 0.5), size: 8.5, ink: '#111111', halo: '#ffffff' } as const;
