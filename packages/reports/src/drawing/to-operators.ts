import type { Drawing, Mark, Pen, Point } from './drawing.ts';

/** Writes a text at a baseline, in the coordinates of the drawing; where its anchor lies is for the font to say. */
export type WriteText = (mark: Extract<Mark, { kind: 'text' }>) => string;

/** How far a control point lies from the end of a quarter of a circle with radius 1. */
const KAPPA = 0.5523;
const fixed = (value: number): string => String(Math.round(value * 10) / 10);
const precise = (value: number): string => String(Math.round(value * 1_000) / 1_000);
const at = ([x, y]: Point): string => `${fixed(x)} ${fixed(y)}`;

/** Colours as operands; pdfmake draws in black where nobody says otherwise. */
const shades = new Map([
  ['black', '0 0 0'],
  ['white', '1 1 1'],
]);

/** A colour `#rrggbb` as three numbers between 0 and 1. */
export function channels(color: string): string {
  const known = shades.get(color);
  if (known) return known;
  if (!/^#[0-9a-f]{6}$/i.test(color)) throw new Error(`${color} is no colour`);
  const found = [1, 3, 5].map((from) => precise(Number.parseInt(color.slice(from, from + 2), 16) / 255)).join(' ');
  shades.set(color, found);
  return found;
}

function polyline(points: readonly Point[], closed: boolean): string {
  let path = '';
  for (const point of points) path += `${at(point)} ${path === '' ? 'm' : 'l'}\n`;
  return closed ? `${path}h` : path;
}

function circle([x, y]: Point, radius: number): string {
  const [far, near] = [radius, radius * KAPPA];
  const arc = (...points: Point[]): string => `${points.map(at).join(' ')} c`;
  return [
    `${at([x + far, y])} m`,
    arc([x + far, y + near], [x + near, y + far], [x, y + far]),
    arc([x - near, y + far], [x - far, y + near], [x - far, y]),
    arc([x - far, y - near], [x - near, y - far], [x, y - far]),
    arc([x + near, y - far], [x + far, y - near], [x + far, y]),
    'h',
  ].join('\n');
}

/** Writes marks one after another; what is set already is not set again. */
class Operators {
  readonly #writeText: WriteText;
  readonly lines: string[] = [];
  #fill = '';
  #pen = '';

  constructor(writeText: WriteText) {
    this.#writeText = writeText;
  }

  add(mark: Mark): void {
    switch (mark.kind) {
      case 'shape':
        if (mark.lines.length === 0) return;
        return this.#paint(mark.lines.map((points) => polyline(points, mark.closed)).join('\n'), mark);
      case 'circle':
        return this.#paint(circle(mark.at, mark.radius), mark);
      case 'text':
        this.lines.push(this.#writeText(mark));
        // a text has a colour of its own
        this.#fill = '';
        return;
      case 'window':
        this.lines.push(`q\n${mark.box.map(fixed).join(' ')} re W n`);
        for (const inner of mark.marks) this.add(inner);
        this.lines.push('Q');
        // what was set before the window holds again
        [this.#fill, this.#pen] = ['', ''];
    }
  }

  #paint(path: string, { fill, pen }: { readonly fill?: string; readonly pen?: Pen }): void {
    const ink = fill ? `${channels(fill)} rg` : this.#fill;
    const stroke = pen
      ? `${channels(pen.color)} RG ${precise(pen.width)} w [${(pen.dash ?? []).map(fixed).join(' ')}] 0 d`
      : this.#pen;
    if (ink !== this.#fill) this.lines.push(ink);
    if (stroke !== this.#pen) this.lines.push(stroke);
    [this.#fill, this.#pen] = [ink, stroke];
    this.lines.push(path, fill && pen ? 'B*' : fill ? 'f*' : 'S');
  }
}

/** A drawing as path operators for the PDF edition, with its top left corner at a place on a page whose y grows downwards. */
export function toOperators({ marks }: Drawing, place: Point, writeText: WriteText): string {
  const operators = new Operators(writeText);
  for (const mark of marks) operators.add(mark);
  return `q\n1 0 0 1 ${at(place)} cm\n${operators.lines.join('\n')}\nQ`;
}
