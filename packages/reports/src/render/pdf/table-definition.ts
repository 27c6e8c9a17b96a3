import { type Block, langOfCell } from '../../model.ts';
import type { Node } from './tag.ts';
import { typeset } from './typeset.ts';

type Table = Extract<Block, { kind: 'table' }>;

/** Widths that give long texts room: each column gets a share by its longest cell, within bounds. */
function widthsOf({ headers, rows }: Table): string[] {
  const weights = headers.map((header, column) => {
    let [longest, longestWord] = [0, 0];
    for (const text of [header, ...rows.map((row) => row[column]!)]) {
      longest = Math.max(longest, Math.min(60, text.length));
      for (const word of text.split(/[\s-]/)) longestWord = Math.max(longestWord, Math.min(24, word.length));
    }
    return Math.max(6, longestWord * 1.3, Math.sqrt(longest) * 4);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => `${((weight / total) * 100).toFixed(2)}%`);
}

/** A table with its caption, whose header stands again on each page. Rows that are taller than a page go on on the next. */
export function tableNode(block: Table, heading: string, layout: object): Node {
  const aligned = (column: number): Node => (block.numeric.includes(column) ? { alignment: 'right' } : {});
  const spoken = (text: string, column: number): Node[] => {
    const lang = langOfCell(block.foreign, column, text);
    return typeset(text, heading).map((piece) => ({ ...piece, ...(lang && { lang }) }));
  };
  const head = block.headers.map((text, column) => ({ text: typeset(text, heading), bold: true, ...aligned(column) }));
  const body = block.rows.map((row) => row.map((text, column) => ({ text: spoken(text, column), ...aligned(column) })));
  return {
    stack: [
      {
        text: typeset(block.caption, heading),
        tag: { as: 'Caption' },
        bold: true,
        fontSize: 9.5,
        margin: [0, 0, 0, 2],
      },
      {
        table: { headerRows: 1, widths: widthsOf(block), body: [head, ...body] },
        layout,
        tag: { as: 'Table', rowHeaders: 1 },
        fontSize: 8.5,
      },
    ],
    tag: { as: 'Table' },
    margin: [0, 4, 0, 8],
    room: 70,
  };
}
