import { type LaidOutNode, type PageWriter, PdfmakeTable, type TableProcess } from './pdfmake.ts';

interface Word {
  readonly width: number;
  readonly height: number;
  readonly lineEnd?: boolean;
}

/** How tall a cell becomes, from its measured words. */
function heightOf(words: readonly Word[], width: number): number {
  let [height, line, used] = [0, 0, 0];
  for (const word of words) {
    if (used > 0 && used + word.width > width + 0.01) {
      height += line;
      [line, used] = [0, 0];
    }
    // a word wider than the cell is cut
    height += Math.floor(word.width / width) * word.height;
    used += word.width % width;
    line = Math.max(line, word.height);
  }
  return height + line;
}

function rowHeight({ tableNode, layout }: TableProcess, row: number): number {
  const { body, widths } = tableNode.table;
  const cells = body[row]!.map((cell: LaidOutNode, column) =>
    heightOf((cell['_inlines'] ?? []) as Word[], widths[column]!._calcWidth),
  );
  return (
    Math.max(...cells) +
    layout.paddingTop(row, tableNode) +
    layout.paddingBottom(row, tableNode) +
    layout.hLineWidth(row + 1, tableNode)
  );
}

/**
 * A row that does not fit moves to the next page as a whole, when it fits there. pdfmake's own setting for that loses
 * rows that are taller than a page; here they go on on the next.
 */
export function keepRowsWhole(): void {
  const { beginRow } = PdfmakeTable.prototype;
  PdfmakeTable.prototype.beginRow = function (this: TableProcess, row: number, writer: PageWriter): void {
    const isInFlow = writer.transactionLevel === 0 && row >= (this.tableNode.table.headerRows ?? 0);
    if (isInFlow) {
      const context = writer.context();
      const { top, bottom } = context.pageMargins;
      const repeated = writer.repeatables.reduce((sum, { height }) => sum + height, 0);
      const whole = context.getCurrentPage().pageSize.height - top - bottom - repeated;
      const wanted = rowHeight(this, row);
      if (wanted > context.availableHeight && wanted <= whole) writer.moveToNextPage();
    }
    beginRow.call(this, row, writer);
  };
}
