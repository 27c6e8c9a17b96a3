import type { Drawing } from '../../drawing/drawing.ts';
import { channels } from '../../drawing/to-operators.ts';

const fixed = (value: number): string => String(Math.round(value * 100) / 100);

/** A shape as pdfmake places it: borders and fills of tables, marks before list items, and drawings. */
export type Shape = {
  readonly drawing?: Drawing;
  readonly color?: string;
  readonly lineColor?: string;
  readonly lineWidth?: number;
  readonly dash?: { readonly length: number; readonly space?: number };
} & (
  | { readonly type: 'rect'; readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  | { readonly type: 'line'; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }
  | { readonly type: 'ellipse'; readonly x: number; readonly y: number; readonly r1: number }
);

function pathOf(shape: Shape): string {
  switch (shape.type) {
    case 'rect':
      return `${[shape.x, shape.y, shape.w, shape.h].map(fixed).join(' ')} re`;
    case 'line':
      return `${fixed(shape.x1)} ${fixed(shape.y1)} m ${fixed(shape.x2)} ${fixed(shape.y2)} l`;
    case 'ellipse':
      // a dot: a line without length and with round ends
      return `1 J ${fixed(shape.r1 * 2)} w ${fixed(shape.x)} ${fixed(shape.y)} m ${fixed(shape.x)} ${fixed(shape.y)} l`;
  }
}

/** A shape as operators. */
export function shapeOperators(shape: Shape): string {
  const isDot = shape.type === 'ellipse';
  const stroke = isDot ? shape.color : shape.lineColor;
  const fill = isDot ? undefined : shape.color;
  const dash = shape.dash ? `${fixed(shape.dash.length)} ${fixed(shape.dash.space ?? shape.dash.length)}` : '';
  const state = [
    ...(fill ? [`${channels(fill)} rg`] : []),
    ...(stroke ? [`${channels(stroke)} RG ${fixed(shape.lineWidth ?? 1)} w [${dash}] 0 d`] : []),
  ];
  return `q ${state.join(' ')} ${pathOf(shape)} ${fill && stroke ? 'B' : fill ? 'f' : 'S'} Q`;
}
