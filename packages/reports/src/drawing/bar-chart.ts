import { type Drawing, line, type Mark, rectangle } from './drawing.ts';
import { hatch } from './hatch.ts';

/** One subject with its bars; a bar without value says in its label why there is none. */
export interface BarGroup {
  readonly name: string;
  readonly bars: readonly { readonly value: number | null; readonly label: string }[];
}

const WIDTH = 496;
const [BAR, GAP, NAME, LEGEND] = [9, 2, 13, 22];
/** Room for the label behind the longest bar. */
const LABELS = 110;
const INK = '#1b1f24';

/** Solid, hatched, open: three kinds of bars that differ in black and white. */
const LOOKS = [
  { fill: '#1a3d7c', hatched: false },
  { fill: '#cfdcf2', hatched: true },
  { fill: '#ffffff', hatched: false },
] as const;

function bar(x: number, y: number, width: number, kind: number): Mark[] {
  const { fill, hatched } = LOOKS[kind % LOOKS.length]!;
  const pen = { color: INK, width: 0.6 };
  const corners = [
    [x, y],
    [x + width, y],
    [x + width, y + BAR],
    [x, y + BAR],
  ] as const;
  return [
    rectangle([x, y, width, BAR], { fill, pen }),
    ...(hatched && width > 1 ? [hatch([corners], 3, -1, { color: INK, width: 0.4 })] : []),
  ];
}

/** Bars beside one another for each subject, from zero, with their values written behind them. */
export function barChart(kinds: readonly string[], groups: readonly BarGroup[]): Drawing {
  const largest = groups
    .flatMap(({ bars }) => bars.map(({ value }) => value ?? 0))
    .reduce((most, value) => Math.max(most, value), 0);
  const scale = largest > 0 ? (WIDTH - LABELS) / largest : 0;
  const step = WIDTH / kinds.length;
  const legend = kinds.flatMap((kind, index): Mark[] => [
    ...bar(index * step, 4, 16, index),
    { kind: 'text', at: [index * step + 21, 11.5], text: kind, size: 8, color: INK },
  ]);
  let y = LEGEND;
  const body = groups.flatMap(({ name, bars }): Mark[] => {
    const title: Mark = { kind: 'text', at: [0, y + 9], text: name, size: 8.5, strong: true, color: INK };
    const drawn = bars.flatMap(({ value, label }, index): Mark[] => {
      const top = y + NAME + index * (BAR + GAP);
      const length = Math.max(0, value ?? 0) * scale;
      return [
        ...(value === null ? [] : bar(0, top, length, index)),
        { kind: 'text', at: [length + 5, top + 7.5], text: label, size: 8, color: INK },
      ];
    });
    const height = NAME + bars.length * (BAR + GAP);
    const axis = line(
      [
        [0, y + NAME - 2],
        [0, y + height],
      ],
      { color: INK, width: 0.8 },
    );
    y += height + 6;
    return [title, ...drawn, axis];
  });
  return { width: WIDTH, height: y, marks: [rectangle([0, 0, WIDTH, y], { fill: '#ffffff' }), ...legend, ...body] };
}
