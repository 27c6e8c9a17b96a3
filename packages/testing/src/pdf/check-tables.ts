import type { Faults } from './fault.ts';
import type { PdfFile } from './read-pdf.ts';
import { attributeOf, type Element } from './structure.ts';

/** Tables: header cells with scope, and rows that together form a grid. */
export function checkTables(file: PdfFile, elements: readonly Element[], faults: Faults): void {
  for (const table of elements.filter(({ type }) => type === 'Table')) {
    const rows = rowsOf(table);
    const cells = rows.flatMap((row) => row.kids);
    const headers = cells.filter(({ type }) => type === 'TH');
    faults.add(headers.length === 0, 'UA 7.5', 'a table without header cells');
    for (const header of headers)
      faults.add(
        !['Row', 'Column', 'Both'].includes(file.name(attributeOf(file, header, 'Scope'))),
        'UA 7.5',
        'a header cell without scope',
      );
    faults.add(table.kids.filter(({ type }) => type === 'THead').length > 1, 'UA 7.2', 'a table with two heads');
    faults.add(
      table.kids.some(({ type }) => type === 'THead') && !table.kids.some(({ type }) => type === 'TBody'),
      'UA 7.2',
      'a head without body',
    );
    checkGrid(file, rows, faults);
  }
}

function rowsOf({ kids }: Element): Element[] {
  return kids.flatMap((kid) =>
    kid.type === 'TR' ? [kid] : ['THead', 'TBody', 'TFoot'].includes(kid.type) ? kid.kids : [],
  );
}

function checkGrid(file: PdfFile, rows: readonly Element[], faults: Faults): void {
  const taken: boolean[][] = rows.map(() => []);
  rows.forEach((row, index) => {
    let column = 0;
    for (const cell of row.kids) {
      const [across, down] = [
        Number(attributeOf(file, cell, 'ColSpan') ?? 1),
        Number(attributeOf(file, cell, 'RowSpan') ?? 1),
      ];
      while (taken[index]![column]) column += 1;
      faults.add(index + down > rows.length, 'UA 7.2', 'a cell that reaches below its table');
      for (let y = index; y < Math.min(rows.length, index + down); y += 1) {
        for (let x = column; x < column + across; x += 1) {
          faults.add(taken[y]![x] === true, 'UA 7.2', 'cells that cover one another');
          taken[y]![x] = true;
        }
      }
      column += across;
    }
  });
  const width = taken[0]?.length ?? 0;
  taken.forEach((row, index) =>
    faults.add(
      row.length !== width || row.includes(false) || Object.keys(row).length !== width,
      'UA 7.2',
      `row ${index + 1} has ${row.length} of ${width} columns`,
    ),
  );
}
