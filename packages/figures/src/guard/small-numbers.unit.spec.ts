import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CountTable, guardCells, type GuardedTable } from './small-numbers.ts';

const table = (...counts: (number | null)[][]): CountTable => ({
  rows: counts.map((_, index) => `street ${index}`),
  columns: counts[0]!.map((_, index) => `kind ${index}`),
  counts,
});
const statuses = ({ cells }: GuardedTable): string[] =>
  cells.map((row) =>
    row.map(({ status }) => ({ present: '.', missing: '?', too_small: 'x', hidden_with_other: 'o' })[status]).join(''),
  );

/**
 * An attacker who knows only what is shown: tries every table of non-negative whole numbers up to `limit` that fits.
 * Written without the network of the guard, so that a mistake there shows here.
 */
function possibleValues(guarded: GuardedTable, limit: number): Set<number>[][] {
  const [height, width] = [guarded.rows.length, guarded.columns.length];
  const found = guarded.cells.map((row) => row.map(() => new Set<number>()));
  const trial = guarded.cells.map((row) => row.map(() => 0));
  const fits = (total: number, known: number | null, complete: boolean): boolean =>
    known === null || (complete ? total === known : total <= known);
  const walk = (at: number): void => {
    if (at === height * width) {
      const all = trial.flat().reduce((sum, value) => sum + value, 0);
      if (fits(all, guarded.total.value, true))
        trial.forEach((row, r) => row.forEach((value, c) => found[r]![c]!.add(value)));
      return;
    }
    const [r, c] = [Math.floor(at / width), at % width];
    const shown = guarded.cells[r]![c]!.value;
    for (let value = shown ?? 0; value <= (shown ?? limit); value += 1) {
      trial[r]![c] = value;
      const inRow = trial[r]!.slice(0, c + 1).reduce((sum, part) => sum + part, 0);
      const inColumn = trial.slice(0, r + 1).reduce((sum, row) => sum + row[c]!, 0);
      if (
        fits(inRow, guarded.rowTotals[r]!.value, c === width - 1) &&
        fits(inColumn, guarded.columnTotals[c]!.value, r === height - 1)
      )
        walk(at + 1);
    }
    trial[r]![c] = 0;
  };
  walk(0);
  return found;
}

describe('small numbers', () => {
  it('[P8] leaves a table without small numbers as it is, zeros too', () => {
    const guarded = guardCells(table([5, 0], [12, 40]));
    expect(guarded.cells.flat().map(({ value }) => value)).toEqual([5, 0, 12, 40]);
    expect(guarded.total).toEqual({ value: 57, status: 'present' });
  });

  it('[P8] hides a small number with a neighbour in its row and column, and the corner between them', () => {
    const guarded = guardCells(table([3, 20, 30], [25, 10, 60], [70, 80, 90]));
    expect(statuses(guarded)).toEqual(['xo.', 'oo.', '...']);
    expect(guarded.rowTotals.map(({ value }) => value)).toEqual([53, 95, 240]);
  });

  it('[P8] does not rest at two small numbers whose sum gives them away', () => {
    // 1 + 1 = 2 leaves three values; a third has to go along
    const guarded = guardCells(table([1, 1, 6, 30]), { threshold: 3 });
    expect(statuses(guarded)).toEqual(['xxo.']);
    expect(possibleValues(guarded, 40)[0]!.map(({ size }) => size)).toEqual([9, 9, 9, 1]);
  });

  it('[P8] hides the totals when there is nothing else to hide', () => {
    const guarded = guardCells(table([2]));
    expect(
      [guarded.cells[0]![0]!, guarded.rowTotals[0]!, guarded.columnTotals[0]!, guarded.total].map(({ value }) => value),
    ).toEqual([null, null, null, null]);
  });

  it('[P8] an unknown count stays unknown and makes no total', () => {
    const guarded = guardCells(table([null, 20], [30, 40]));
    expect(statuses(guarded)).toEqual(['?.', '..']);
    expect(guarded.rowTotals[0]).toEqual({ value: null, status: 'missing' });
    expect(guarded.total.value).toBeNull();
    expect(statuses(guardCells(table([null, 2])))).toEqual(['?x']);
  });

  it('[P8] nobody who knows all that is shown can work out a hidden count', () => {
    const counts = fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 }))
      .chain(([height, width]) =>
        fc.array(
          fc.array(fc.option(fc.integer({ min: 0, max: 4 }), { freq: 6 }), { minLength: width, maxLength: width }),
          { minLength: height, maxLength: height },
        ),
      );
    fc.assert(
      fc.property(counts, (values) => {
        const guarded = guardCells(table(...values), { threshold: 3 });
        const possible = possibleValues(guarded, 7);
        guarded.cells.forEach((row, r) =>
          row.forEach((cell, c) => {
            if (cell.status === 'missing') expect(values[r]![c]).toBeNull();
            else if (cell.value === null) expect(possible[r]![c]!.size).toBeGreaterThan(3);
            else expect(cell.value === 0 || cell.value >= 3).toBe(true);
          }),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('[P8] shows nothing that is not so, and gives the same for the same table', () => {
    const counts = fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 4, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(counts, (values) => {
        const guarded = guardCells(table(...values));
        expect(guardCells(table(...values))).toEqual(guarded);
        guarded.cells.forEach((row, r) =>
          row.forEach((cell, c) => expect([null, values[r]![c]]).toContain(cell.value)),
        );
        guarded.rowTotals.forEach((total, r) =>
          expect([null, values[r]!.reduce((sum, value) => sum + value, 0)]).toContain(total.value),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('refuses a table that is not one', () => {
    expect(() => guardCells(table([1.5]))).toThrow(RangeError);
    expect(() => guardCells(table([-1]))).toThrow(RangeError);
    expect(() => guardCells({ rows: ['a'], columns: ['b'], counts: [[1, 2]] })).toThrow(RangeError);
  });
});
