import type { Block, Field } from '../../model.ts';
import type { Node } from './tag.ts';
import { typeset } from './typeset.ts';

/** In the structure tree: paragraphs, tables that only place things, and what is drawn to write in. */
const PARAGRAPH = { tag: { as: 'P' } } as const;
const LAYOUT = { tag: { as: 'layout' } } as const;
const DRAWN = { tag: { as: 'artifact' } } as const;

const SIDE = 15;
/** Longest label, in signs, that leaves room to write beside it. */
const ONE_LINE = 45;
const INK = {
  hLineWidth: () => 0.9,
  vLineWidth: () => 0.9,
  hLineColor: () => '#111111',
  vLineColor: () => '#111111',
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
};
const BARE = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 6,
  paddingTop: () => 1,
  paddingBottom: () => 1,
};
const RULED = {
  hLineWidth: (row: number) => (row === 0 ? 0 : 0.6),
  vLineWidth: () => 0,
  hLineColor: () => '#555555',
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
};
const BALLOT = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0,
  hLineColor: () => '#555555',
  paddingLeft: () => 4,
  paddingRight: () => 4,
  paddingTop: () => 4,
  paddingBottom: () => 4,
};

/** The start of a page. */
export const pageNode = (): Node => ({ text: '', pageBreak: 'before', fontSize: 1, lineHeight: 1, ...DRAWN });

/** Squares in a row; a sign in one is text, an empty one only a drawing. */
function squares(signs: readonly string[]): Node {
  const isDrawn = signs.every((sign) => sign === '');
  const cells = signs.map((sign) => ({
    text: sign,
    alignment: 'center',
    fontSize: 10,
    lineHeight: 1,
    margin: [0, 1, 0, 0],
    ...(sign === '' ? DRAWN : PARAGRAPH),
  }));
  return {
    table: { widths: signs.map(() => SIDE), heights: SIDE, body: [cells] },
    layout: INK,
    ...(isDrawn ? DRAWN : LAYOUT),
  };
}

const widthOf = (count: number): number => count * (SIDE + 1) + 2;

/** Lines to write on. */
function ruled(count: number): Node {
  return {
    table: { widths: ['*'], heights: 22, body: Array.from({ length: count }, () => [{ text: '', ...DRAWN }]) },
    layout: RULED,
    ...DRAWN,
  };
}

function boxes(options: readonly string[], columns: number, place: string): Node {
  const rows = Array.from({ length: Math.ceil(options.length / columns) }, (_, row) =>
    Array.from({ length: columns }, (_column, column) => options[row * columns + column]).flatMap((option): Node[] =>
      option === undefined
        ? [
            { text: '', ...DRAWN },
            { text: '', ...DRAWN },
          ]
        : [
            squares(['']),
            { text: typeset(option, place), fontSize: 11, lineHeight: 1, margin: [0, 0.5, 0, 0], ...PARAGRAPH },
          ],
    ),
  );
  return {
    table: { widths: Array.from({ length: columns }, () => [SIDE + 1, '*']).flat(), body: rows },
    layout: BARE,
    ...LAYOUT,
  };
}

function filled(field: Field, place: string): Node[] {
  switch (field.kind) {
    case 'boxes':
      return [boxes(field.options, field.columns, place)];
    case 'scale': {
      const signs = Array.from({ length: field.to - field.from + 1 }, (_, index) => String(field.from + index));
      const words = (text: string): Node => ({ text: typeset(text, place), margin: [0, 1, 0, 0], ...PARAGRAPH });
      return [
        {
          table: {
            widths: ['auto', widthOf(signs.length), 'auto'],
            body: [[words(field.low), squares(signs), words(field.high)]],
          },
          layout: BARE,
          ...LAYOUT,
        },
      ];
    }
    case 'lines':
      return [ruled(field.count)];
    case 'squares': {
      const drawn = squares(Array.from({ length: field.count }, () => ''));
      return [
        {
          table: {
            widths: [widthOf(field.count), 'auto', '*'],
            body: [
              [
                drawn,
                { text: typeset(field.orLine ?? '', place), margin: [0, 1, 0, 0], ...PARAGRAPH },
                { ...ruled(1), margin: [0, -8, 0, 0] },
              ],
            ],
          },
          layout: BARE,
          ...LAYOUT,
        },
      ];
    }
  }
}

/** What there is to fill in beside a label, where both fit on one line. */
function beside(field: Field): Node | null {
  if (field.kind === 'squares' && field.orLine === null) return squares(Array.from({ length: field.count }, () => ''));
  if (field.kind === 'lines' && field.count === 1 && field.label.length <= ONE_LINE)
    return { ...ruled(1), margin: [0, -6, 0, 0] };
  return null;
}

/** Something to fill in: what is asked is read, what is drawn to write in is not. */
export function fieldNode(field: Field, place: string): Node {
  const besideLabel = beside(field);
  const label = { text: typeset(field.label, place), bold: true, ...PARAGRAPH };
  if (besideLabel)
    return {
      table: { widths: ['auto', '*'], body: [[{ ...label, margin: [0, 1, 0, 0] }, besideLabel]] },
      layout: BARE,
      margin: [0, 1, 0, 3],
      ...LAYOUT,
    };
  return { stack: [label, ...filled(field, place)], unbreakable: true, margin: [0, 1, 0, 3] };
}

/** A table to mark, whose rows are known by their number. */
export function ballotNode(
  { caption, headers, subjects, marks, lang }: Extract<Block, { kind: 'ballot' }>,
  place: string,
): Node {
  const head = [...headers, ...marks.map(({ header }) => header)].map((text) => ({
    text: typeset(text, place),
    bold: true,
    fontSize: 10,
  }));
  const body = subjects.map((subject, row) => [
    { text: String(row + 1), bold: true },
    {
      text: typeset(subject, place).map((piece) => ({ ...piece, ...(lang && { lang }) })),
      margin: [0, 0, 0, subject === '' ? 9 : 0],
    },
    ...marks.map(({ signs }) => ({ stack: [squares(signs)] })),
  ]);
  const widths = [26, '*', ...marks.map(({ signs }) => Math.max(widthOf(signs.length), 88))];
  const table = { headerRows: 1, dontBreakRows: true, widths, body: [head, ...body] };
  return {
    stack: [
      { text: typeset(caption, place), bold: true, margin: [0, 0, 0, 2], tag: { as: 'Caption' } },
      { table, layout: BALLOT, tag: { as: 'Table', rowHeaders: 1 } },
    ],
    tag: { as: 'Table' },
    margin: [0, 4, 0, 8],
  };
}
