import type { Point } from '../drawing/drawing.ts';

/** Straight pieces that a curve is drawn with. */
const PIECES = 16;
/** Numbers that a command takes. */
const TAKES: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };
const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;
/** An arc has two flags, which may stand against what follows. */
const ARC =
  /([-+]?[\d.]+(?:e[-+]?\d+)?)[\s,]*([-+]?[\d.]+(?:e[-+]?\d+)?)[\s,]+([-+]?[\d.]+(?:e[-+]?\d+)?)[\s,]+([01])[\s,]*([01])[\s,]*([-+]?(?:\d+\.?\d*|\.\d+))[\s,]*([-+]?(?:\d+\.?\d*|\.\d+))/gi;

/** The lines of a path of an SVG, curves as short straight pieces; undefined when it is not one. */
export function linesOf(path: string): Point[][] | undefined {
  const pencil = new Pencil();
  if (!/^\s*m/i.test(path) || /[^\s,a-z\d.+-]/i.test(path)) return undefined;
  for (const [, letter, rest] of path.matchAll(/([a-df-z])((?:[^a-z]|e(?=[-+\d]))*)/gi)) {
    const kind = letter!.toUpperCase();
    const takes = TAKES[kind];
    const numbers =
      kind === 'A'
        ? [...rest!.matchAll(ARC)].flatMap((found) => found.slice(1).map(Number))
        : (rest!.match(NUMBER) ?? []).map(Number);
    if (
      takes === undefined ||
      (takes === 0 ? numbers.length > 0 : numbers.length === 0 || numbers.length % takes !== 0)
    )
      return undefined;
    if (takes === 0) pencil.close();
    for (let from = 0; from < numbers.length; from += takes) {
      // more places after a move are lines
      pencil.draw(kind === 'M' && from > 0 ? 'L' : kind, numbers.slice(from, from + takes), letter !== kind);
    }
  }
  return pencil.lines;
}

class Pencil {
  readonly lines: Point[][] = [];
  #at: Point = [0, 0];
  #start: Point = [0, 0];
  /** Where the last curve came from, for the one that goes on smoothly. */
  #control: { readonly kinds: string; readonly point: Point } | null = null;
  #isClosed = false;

  close(): void {
    [this.#at, this.#control, this.#isClosed] = [this.#start, null, true];
  }

  draw(kind: string, given: readonly number[], isRelative: boolean): void {
    const [x, y] = this.#at;
    const [fromX, fromY] = isRelative ? this.#at : [0, 0];
    const place = (index: number): Point => [fromX + given[index]!, fromY + given[index + 1]!];
    const smooth = (kinds: string): Point =>
      this.#control?.kinds === kinds ? [2 * x - this.#control.point[0], 2 * y - this.#control.point[1]] : this.#at;
    switch (kind) {
      case 'M':
        this.#start = place(0);
        [this.#at, this.#control, this.#isClosed] = [this.#start, null, false];
        this.lines.push([this.#start]);
        return;
      case 'L':
        return this.#to([place(0)]);
      case 'H':
        return this.#to([[fromX + given[0]!, y]]);
      case 'V':
        return this.#to([[x, fromY + given[0]!]]);
      case 'C':
      case 'S': {
        const [first, second] = kind === 'C' ? [place(0), place(2)] : [smooth('CS'), place(0)];
        return this.#to(curve([this.#at, first, second, place(kind === 'C' ? 4 : 2)]), { kinds: 'CS', point: second });
      }
      case 'Q':
      case 'T': {
        const bend = kind === 'Q' ? place(0) : smooth('QT');
        return this.#to(curve([this.#at, bend, place(kind === 'Q' ? 2 : 0)]), { kinds: 'QT', point: bend });
      }
      default:
        return this.#to(arc(this.#at, given, place(5)));
    }
  }

  #to(points: readonly Point[], control: { kinds: string; point: Point } | null = null): void {
    // what is drawn after a line was closed begins where that began
    if (this.#isClosed) this.lines.push([this.#start]);
    this.#isClosed = false;
    this.lines.at(-1)!.push(...points);
    [this.#at, this.#control] = [points.at(-1)!, control];
  }
}

const between = ([x, y]: Point, [toX, toY]: Point, share: number): Point => [
  x + (toX - x) * share,
  y + (toY - y) * share,
];

/** A curve of Bézier with any number of points, without its first. */
function curve(points: readonly Point[]): Point[] {
  return Array.from({ length: PIECES }, (_, piece) => {
    let rest = points;
    while (rest.length > 1)
      rest = rest.slice(1).map((point, index) => between(rest[index]!, point, (piece + 1) / PIECES));
    return rest[0]!;
  });
}

/** An arc of an ellipse, by its ends (SVG 1.1, F.6.5), without its first point. */
function arc([x, y]: Point, [givenX, givenY, degrees, isLarge, isForward]: readonly number[], to: Point): Point[] {
  let [radiusX, radiusY] = [Math.abs(givenX!), Math.abs(givenY!)];
  if (radiusX === 0 || radiusY === 0 || (x === to[0] && y === to[1])) return [to];
  const [cosine, sine] = [Math.cos((degrees! * Math.PI) / 180), Math.sin((degrees! * Math.PI) / 180)];
  const [halfX, halfY] = [(x - to[0]) / 2, (y - to[1]) / 2];
  const [turnedX, turnedY] = [cosine * halfX + sine * halfY, cosine * halfY - sine * halfX];
  const stretch = Math.max(1, Math.hypot(turnedX / radiusX, turnedY / radiusY));
  [radiusX, radiusY] = [radiusX * stretch, radiusY * stretch];
  const [far, near] = [(radiusX * radiusY) ** 2, (radiusX * turnedY) ** 2 + (radiusY * turnedX) ** 2];
  const root = (isLarge === isForward ? -1 : 1) * Math.sqrt(Math.max(0, (far - near) / near));
  const [middleX, middleY] = [(root * radiusX * turnedY) / radiusY, (-root * radiusY * turnedX) / radiusX];
  const first = Math.atan2((turnedY - middleY) / radiusY, (turnedX - middleX) / radiusX);
  const last = Math.atan2((-turnedY - middleY) / radiusY, (-turnedX - middleX) / radiusX);
  const full = 2 * Math.PI;
  const turn = isForward ? (((last - first) % full) + full) % full : -((((first - last) % full) + full) % full);
  const [centreX, centreY] = [
    cosine * middleX - sine * middleY + (x + to[0]) / 2,
    sine * middleX + cosine * middleY + (y + to[1]) / 2,
  ];
  return Array.from({ length: PIECES }, (_, piece) => {
    if (piece === PIECES - 1) return to;
    const angle = first + (turn * (piece + 1)) / PIECES;
    const [alongX, alongY] = [radiusX * Math.cos(angle), radiusY * Math.sin(angle)];
    return [centreX + cosine * alongX - sine * alongY, centreY + sine * alongX + cosine * alongY];
  });
}
