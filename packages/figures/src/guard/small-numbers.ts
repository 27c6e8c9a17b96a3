import { type Arc, cheapestDetour, slack } from './suppression-network.ts';

/** A table of counts: one row an area or street, one column a category. `null` is a count that is not known. */
export interface CountTable {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly counts: readonly (readonly (number | null)[])[];
}

/** A count that may be shown, or why not: too small itself, or hidden so that another cannot be worked out. */
export interface GuardedCell {
  readonly value: number | null;
  readonly status: 'present' | 'missing' | 'too_small' | 'hidden_with_other';
}

/** A table that may be shown, with its totals. */
export interface GuardedTable {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly (readonly GuardedCell[])[];
  readonly rowTotals: readonly GuardedCell[];
  readonly columnTotals: readonly GuardedCell[];
  readonly total: GuardedCell;
}

/** Smallest count that is shown where nothing else is agreed. */
export const SMALL_NUMBER_THRESHOLD = 5;

interface Entry extends Arc {
  readonly kind: 'cell' | 'line_total' | 'total';
  status: GuardedCell['status'];
}

/**
 * Hides each count from 1 up to `threshold`, and as few others as it finds enough so that what is hidden cannot be
 * worked out from the totals: whoever knows everything shown is left with more than `threshold` possible values for
 * each hidden count. Totals are hidden last. A zero is shown: it is about nobody. The same table gives the same result.
 *
 * @throws RangeError for a table that is not rectangular or has a count that is not a whole number from 0.
 */
export function guardCells(
  table: CountTable,
  { threshold = SMALL_NUMBER_THRESHOLD }: { readonly threshold?: number } = {},
): GuardedTable {
  checkShape(table);
  const entries = entriesOf(table);
  for (const entry of entries)
    if (entry.status === 'present' && entry.value > 0 && entry.value < threshold) entry.status = 'too_small';
  for (let exposed = firstExposed(entries, threshold); exposed; exposed = firstExposed(entries, threshold)) {
    for (const entry of cheapestDetour(exposed, entries, price, threshold))
      if (entry.status === 'present') entry.status = 'hidden_with_other';
  }
  return tableOf(table, entries);
}

function checkShape({ rows, columns, counts }: CountTable): void {
  if (counts.length !== rows.length || counts.some((row) => row.length !== columns.length))
    throw new RangeError('rows and columns do not fit the counts');
  if (counts.flat().some((count) => count !== null && !(Number.isSafeInteger(count) && count >= 0)))
    throw new RangeError('a count is a whole number from 0');
}

/**
 * The table as a circulation: grand total → row totals → cells → column totals → grand total. What flows into a node
 * flows out of it, which is all that someone who knows the totals has to go by.
 */
function entriesOf({ rows, columns, counts }: CountTable): Entry[] {
  const entry = (from: string, to: string, kind: Entry['kind'], parts: readonly (number | null)[]): Entry => ({
    from,
    to,
    kind,
    value: parts.reduce<number>((sum, part) => sum + (part ?? 0), 0),
    // a total with an unknown part is unknown
    status: parts.includes(null) ? 'missing' : 'present',
  });
  const cells = rows.flatMap((_, row) =>
    columns.map((__, column) => entry(`r${row}`, `c${column}`, 'cell', [counts[row]![column]!])),
  );
  const rowTotals = rows.map((_, row) => entry('start', `r${row}`, 'line_total', counts[row]!));
  const columnTotals = columns.map((_, column) =>
    entry(
      `c${column}`,
      'end',
      'line_total',
      counts.map((line) => line[column]!),
    ),
  );
  return [...cells, ...rowTotals, ...columnTotals, entry('end', 'start', 'total', counts.flat())];
}

/** Nobody can read it from the table; what is missing is not shown either. */
const isHidden = (entry: Entry): boolean => entry.status !== 'present';

function firstExposed(entries: readonly Entry[], threshold: number): Entry | undefined {
  const hidden = entries.filter(isHidden);
  return hidden.find((entry) => entry.status !== 'missing' && slack(entry, hidden, threshold) < threshold);
}

/** What it costs to hide a count along: as few as possible, small ones first, zeros late, totals last. */
function price(entry: Entry): number {
  if (isHidden(entry)) return 0;
  return (
    { cell: entry.value === 0 ? 3_000 : 1_000, line_total: 1e6, total: 1e9 }[entry.kind] + Math.min(entry.value, 900)
  );
}

function tableOf({ rows, columns }: CountTable, entries: readonly Entry[]): GuardedTable {
  const shown = entries.map(({ value, status }): GuardedCell => ({
    value: status === 'present' ? value : null,
    status,
  }));
  const size = rows.length * columns.length;
  return {
    rows,
    columns,
    cells: rows.map((_, row) => shown.slice(row * columns.length, (row + 1) * columns.length)),
    rowTotals: shown.slice(size, size + rows.length),
    columnTotals: shown.slice(size + rows.length, size + rows.length + columns.length),
    total: shown.at(-1)!,
  };
}
