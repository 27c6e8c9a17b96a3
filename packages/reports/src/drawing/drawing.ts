/** How far a halo reaches around letters, as the width of a line. */
export const HALO = 3;

/** A place in a drawing, in points from the left and the top. */
export type Point = readonly [x: number, y: number];

/** How a line is drawn; a dash tells lines apart without colour. */
export interface Pen {
  readonly color: string;
  readonly width: number;
  readonly dash?: readonly number[];
}

/** One thing in a drawing. Colours are `#rrggbb` and opaque: what lies on top covers what is below. */
export type Mark =
  | {
      readonly kind: 'shape';
      readonly lines: readonly (readonly Point[])[];
      readonly closed: boolean;
      readonly fill?: string;
      readonly pen?: Pen;
    }
  | { readonly kind: 'circle'; readonly at: Point; readonly radius: number; readonly fill?: string; readonly pen?: Pen }
  /** A text at its baseline; a halo is a colour around its letters. */
  | {
      readonly kind: 'text';
      readonly at: Point;
      readonly text: string;
      readonly size: number;
      readonly color: string;
      readonly halo?: string;
      readonly strong?: boolean;
      readonly anchor?: 'start' | 'middle' | 'end';
    }
  /** Marks of which only what lies inside the box is seen. */
  | { readonly kind: 'window'; readonly box: Box; readonly marks: readonly Mark[] };

/** Left, top, width and height in points. */
export type Box = readonly [x: number, y: number, width: number, height: number];

/** A map or chart as what it shows: both editions are drawn from it. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** A rectangle. */
export function rectangle([x, y, width, height]: Box, look: { fill?: string; pen?: Pen }): Mark {
  return {
    kind: 'shape',
    closed: true,
    lines: [
      [
        [x, y],
        [x + width, y],
        [x + width, y + height],
        [x, y + height],
      ],
    ],
    ...look,
  };
}

/** A line through points. */
export function line(points: readonly Point[], pen: Pen): Mark {
  return { kind: 'shape', closed: false, lines: [points], pen };
}

/** All texts in a drawing, in order. */
export function textsOf(marks: readonly Mark[]): string[] {
  return marks.flatMap((mark) =>
    mark.kind === 'text' ? [mark.text] : mark.kind === 'window' ? textsOf(mark.marks) : [],
  );
}
