import { type Drawing, type Mark, type Point, rectangle } from '../drawing/drawing.ts';
import { HouseStyleError, LOGO_BOX } from './house-style.ts';
import { linesOf } from './svg-path.ts';

/** Largest file, in characters, and most points: a logo, no picture. */
const LIMITS = { size: 200_000, points: 20_000, depth: 20 } as const;
/** What a shape is known by; all else of a drawing is refused. */
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  path: ['d'],
  rect: ['x', 'y', 'width', 'height'],
  circle: ['cx', 'cy', 'r'],
  polygon: ['points'],
};
const PLAIN: Readonly<Record<string, readonly string[]>> = {
  svg: ['xmlns', 'viewBox', 'width', 'height', 'version'],
  g: [],
  title: [],
  desc: [],
};
/** May stand on everything. `fill-rule` says how we fill; another one is refused. */
const EVERYWHERE = ['id', 'fill', 'fill-rule', 'role', 'aria-hidden', 'aria-label'];
const TAG =
  /<!--[^]*?-->|<\?xml[^>]*\?>|<(\/?)([A-Za-z][^\s/>]*)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+|</g;

/**
 * Reads a logo from SVG into a drawing of our own, as large as fits above a document. It knows filled shapes only; what it
 * does not know is refused with its name and line, so that nothing in the file can run, fetch or hide.
 *
 * @throws HouseStyleError on anything else than filled shapes
 */
export function readLogo(svg: string): Drawing {
  if (svg.length > LIMITS.size)
    throw new HouseStyleError(
      `het logo is groter dan ${LIMITS.size} tekens`,
      `the logo is larger than ${LIMITS.size} characters`,
    );
  const reader = new LogoReader(svg);
  for (const found of svg.matchAll(TAG)) reader.read(found);
  return reader.drawing();
}

class LogoReader {
  readonly #svg: string;
  readonly #open: { readonly name: string; readonly fill: string }[] = [];
  readonly #marks: Mark[] = [];
  #box: readonly number[] | undefined;
  #index = 0;
  #points = 0;

  constructor(svg: string) {
    this.#svg = svg;
  }

  read(found: RegExpMatchArray): void {
    const [all, closes, name, attributes, isEmpty] = found;
    // where it begins, without the space before it
    this.#index = found.index! + all.search(/\S|$/);
    if (name === undefined) {
      if (all.startsWith('<!--') || all.startsWith('<?xml ')) return;
      const isWords = ['title', 'desc'].includes(this.#open.at(-1)?.name ?? '');
      if (all.startsWith('<') || all.includes('&') || (all.replace('\ufeff', '').trim() !== '' && !isWords))
        this.#refuse(
          all.startsWith('<')
            ? this.#svg.slice(this.#index, this.#index + 30).split(/[\s>]/)[0]!
            : all.trim().slice(0, 30),
        );
      return;
    }
    if (closes) {
      if (this.#open.pop()?.name !== name) this.#refuse(`</${name}>`);
      return;
    }
    const given = this.#attributesOf(name, attributes!);
    const fill = given['fill'] ?? this.#open.at(-1)?.fill ?? '#000000';
    if (SHAPES[name]) this.#add(name, given, this.#colorOf(name, fill));
    if (name === 'svg') this.#box = numbers(given['viewBox'] ?? `0 0 ${given['width'] ?? ''} ${given['height'] ?? ''}`);
    if (!isEmpty) this.#open.push({ name, fill });
    if (this.#open.length > LIMITS.depth) this.#refuse(`<${name}>`);
  }

  drawing(): Drawing {
    const [left, top, width, height] = this.#box ?? [];
    if (this.#open.length > 0 || this.#marks.length === 0 || !(width! > 0 && height! > 0))
      throw new HouseStyleError('het logo heeft geen vormen of geen viewBox', 'the logo has no shapes or no viewBox');
    const scale = Math.min(LOGO_BOX.width / width!, LOGO_BOX.height / height!);
    const placed = ([x, y]: Point): Point => [(x - left!) * scale, (y - top!) * scale];
    const marks = this.#marks.map((mark): Mark =>
      mark.kind === 'circle'
        ? { ...mark, at: placed(mark.at), radius: mark.radius * scale }
        : mark.kind === 'shape'
          ? { ...mark, lines: mark.lines.map((points) => points.map(placed)) }
          : mark,
    );
    const size = { width: width! * scale, height: height! * scale };
    return { ...size, marks: [{ kind: 'window', box: [0, 0, size.width, size.height], marks }] };
  }

  #attributesOf(name: string, text: string): Record<string, string> {
    const known = SHAPES[name] ?? PLAIN[name];
    if (!known || (name === 'svg') !== (this.#open.length === 0 && this.#box === undefined)) this.#refuse(`<${name}>`);
    const given: Record<string, string> = {};
    for (const [, key, double, single] of text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
      const value = double ?? single ?? '';
      if (
        ![...known!, ...EVERYWHERE].includes(key!) ||
        value.includes('&') ||
        (key === 'fill-rule' && value !== 'evenodd')
      )
        this.#refuse(`<${name} ${key}="${value.slice(0, 30)}">`);
      given[key!] = value;
    }
    return given;
  }

  #colorOf(name: string, fill: string): string | null {
    const long = fill.replace(/^#([0-9a-f])([0-9a-f])([0-9a-f])$/i, '#$1$1$2$2$3$3').toLowerCase();
    if (long === 'none') return null;
    const color = { black: '#000000', white: '#ffffff' }[long] ?? long;
    return /^#[0-9a-f]{6}$/.test(color) ? color : this.#refuse(`<${name} fill="${fill.slice(0, 30)}">`);
  }

  #add(name: string, given: Readonly<Record<string, string>>, fill: string | null): void {
    const values = (keys: readonly string[]): number[] =>
      keys.map((key) => numbers(given[key] ?? '0')?.[0] ?? this.#refuse(`<${name} ${key}>`));
    const mark = this.#shapeOf(name, given, values(name === 'rect' || name === 'circle' ? SHAPES[name]! : []));
    this.#points += mark.kind === 'shape' ? mark.lines.reduce((sum, points) => sum + points.length, 0) : 1;
    if (this.#points > LIMITS.points)
      throw new HouseStyleError(
        `het logo heeft meer dan ${LIMITS.points} punten`,
        `the logo has more than ${LIMITS.points} points`,
      );
    if (fill) this.#marks.push({ ...mark, fill } as Mark);
  }

  #shapeOf(
    name: string,
    given: Readonly<Record<string, string>>,
    [one, two, three, four]: readonly number[],
  ): Extract<Mark, { kind: 'shape' | 'circle' }> {
    if (name === 'circle') return { kind: 'circle', at: [one!, two!], radius: three! };
    if (name === 'rect') return rectangle([one!, two!, three!, four!], {}) as Extract<Mark, { kind: 'shape' }>;
    const lines = linesOf(name === 'path' ? (given['d'] ?? '') : `M${given['points'] ?? ''}z`);
    return { kind: 'shape', closed: true, lines: lines ?? this.#refuse(`<${name}>`) };
  }

  #refuse(what: string): never {
    const line = this.#svg.slice(0, this.#index).split('\n').length;
    throw new HouseStyleError(
      `het logo heeft op regel ${line} iets anders dan gevulde vormen: ${what}`,
      `the logo has something else than filled shapes on line ${line}: ${what}`,
    );
  }
}

/** Numbers with nothing between them but spaces and commas; undefined when it says something else. */
function numbers(text: string): number[] | undefined {
  const found = text
    .trim()
    .split(/[\s,]+/)
    .map((part) => Number(part.replace(/px$/, '') || NaN));
  return found.every(Number.isFinite) ? found : undefined;
}
