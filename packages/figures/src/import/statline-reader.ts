import { plausibleRange } from '../catalogue/indicator.ts';
import { indicatorById } from '../catalogue/indicators.ts';
import { type FigureStatus, isThousands, readCell } from '../figure.ts';
import { findPersonalColumns } from '../guard/personal-columns.ts';
import { FiguresError, type FileProblem } from './figures-error.ts';
import { type Columns, expectedHeadings, type FigureColumn, recogniseColumns } from './headings.ts';
import { type RecognisedSource, recogniseSource, yearShown } from './recognise-source.ts';

/** A row of figures: one area and year, with a cell for each indicator of the file. */
export interface StatLineRow {
  /** In the file; 1 is its first line. */
  readonly line: number;
  readonly areaCode: string;
  readonly year: number;
  readonly cells: readonly { readonly value: number | null; readonly status: FigureStatus }[];
}

/** What a file was, beside its rows. */
export interface StatLineRead {
  readonly rows: number;
  /** Ids, in the order of the cells. */
  readonly indicators: readonly string[];
  readonly years: readonly number[];
  /** Headings of columns that were not read. */
  readonly dropped: readonly string[];
  /** The table that the file is shown to be; undefined when it shows none. */
  readonly recognised: RecognisedSource | undefined;
  /** Areas whose border is not comparable with that of the year before, where the file says so. */
  readonly boundaryBreaks: readonly { readonly areaCode: string; readonly year: number }[];
}

/** What is known of a file before it is read. */
export interface ReaderOptions {
  /** Name for messages. */
  readonly file: string;
  /** Year of the figures, for files that do not say it. */
  readonly year?: number | undefined;
  /** The latest year that figures can be of; next year unless told. */
  readonly latestYear?: number | undefined;
}

const AREA = /^(NL00|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})$/;
/** A file with more problems than this has one cause; the list would only get longer. */
const PROBLEM_LIMIT = 50;
/** The country has 18,309 areas: a file with more rows than decades of them is none of figures by area. */
const MOST_ROWS = 1_000_000;
/** No indicator can be chosen of an earlier one. */
const EARLIEST_YEAR = 1990;
/** Lines that may stand before the headings: a title, what was chosen. */
const MOST_LINES_BEFORE = 8;
/** A cell in which another row begins: its quotation mark was closed by one of a later row. */
const SWALLOWED = /[\r\n][^\r\n]*\b(BU|WK|GM|SD)\d{4}/;
/** What stands below the rows of a download. */
const FOOTER = /^(bron|source|©|\(c\))/i;

/** Takes the records of a file one after another, and says of each fault where it is. */
export class StatLineReader {
  rows = 0;
  readonly #options: ReaderOptions;
  readonly #boundaryBreaks: { areaCode: string; year: number }[] = [];
  readonly #problems: FileProblem[] = [];
  /** Years in which an area had a row, a bit each: a file of many years has few areas. */
  readonly #seen = new Map<string, bigint>();
  readonly #years = new Set<number>();
  readonly #lines: string[] = [];
  #headings: readonly string[] = [];
  #columns: Columns | undefined;
  #shownYear: number | undefined;
  #mark: ',' | '.' | undefined;
  /** A row of another width: the end of a file that was cut off, unless more comes. */
  #odd: { readonly row: number; readonly found: number } | undefined;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  get hasHeadings(): boolean {
    return this.#columns !== undefined;
  }

  /** Takes one record; gives the row of figures that it is, when it is one. */
  record(record: readonly string[], line: number): StatLineRow | undefined {
    if (!this.#columns) return this.#before(record);
    if (record.length === 1 && FOOTER.test(record[0]!.trim())) {
      this.#lines.push(record[0]!.trim());
      return undefined;
    }
    this.#refuseOdd();
    this.rows += 1;
    if (this.rows > MOST_ROWS) throw this.refuse({ code: 'FIGURES.TOO_MANY_ROWS', details: { rows: MOST_ROWS } });
    if (record.some((cell) => SWALLOWED.test(cell)))
      throw this.refuse({ code: 'FIGURES.QUOTES', details: { row: line } });
    if (record.length !== this.#headings.length) {
      this.#odd = { row: line, found: record.length };
      return undefined;
    }
    return this.#row(record, this.#columns, line);
  }

  finish(): StatLineRead {
    if (!this.#columns)
      throw this.refuse({ code: 'FIGURES.UNKNOWN_FILE', details: { found: this.#lines, expected: expectedHeadings } });
    if (this.#odd) throw this.refuse({ code: 'FIGURES.TRUNCATED', details: { row: this.#odd.row } });
    if (this.rows === 0) throw this.refuse({ code: 'FIGURES.TRUNCATED', details: { row: 1 } });
    if (this.#problems.length > 0) throw new FiguresError(this.#problems);
    const { indicators, dropped } = this.#columns;
    const years = [...this.#years].sort((one, other) => one - other);
    const shown = {
      lines: this.#lines,
      fileName: this.#options.file,
      headings: this.#headings,
      figureHeadings: indicators.map(({ plain }) => plain),
    };
    return {
      rows: this.rows,
      indicators: indicators.map(({ indicatorId }) => indicatorId),
      years,
      dropped,
      recognised: recogniseSource(shown, years),
      boundaryBreaks: this.#boundaryBreaks,
    };
  }

  /** The whole list of problems, this one last. */
  refuse(problem: FileProblem): FiguresError {
    return new FiguresError([
      ...this.#problems,
      { ...problem, details: { file: this.#options.file, ...problem.details } },
    ]);
  }

  #refuseOdd(): void {
    if (!this.#odd) return;
    const details = { ...this.#odd, expected: this.#headings.length };
    throw this.refuse({ code: 'FIGURES.ROW_WIDTH', details });
  }

  /** The headings, or a line above them with one text in it. */
  #before(record: readonly string[]): undefined {
    this.#columns = recogniseColumns(record);
    const texts = record.map((cell) => cell.trim()).filter((cell) => cell !== '');
    if (!this.#columns && texts.length <= 1 && this.#lines.length < MOST_LINES_BEFORE) {
      this.#lines.push(...texts.map((text) => text.slice(0, 200)));
      return;
    }
    this.#headings = record;
    const found = record.map((heading) => heading.trim().slice(0, 40)).slice(0, 20);
    if (!this.#columns)
      throw this.refuse({ code: 'FIGURES.UNKNOWN_FILE', details: { found, expected: expectedHeadings } });
    this.#refuseColumns(record, this.#columns);
    this.#shownYear = yearShown(this.#lines);
    if (this.#columns.year !== null) return;
    const { year } = this.#options;
    if (year !== undefined && this.#shownYear !== undefined && year !== this.#shownYear)
      throw this.refuse({ code: 'FIGURES.YEAR_DIFFERS', details: { value: year, shown: this.#shownYear } });
    if (year === undefined && this.#shownYear === undefined)
      throw this.refuse({ code: 'FIGURES.YEAR_UNKNOWN', details: {} });
    if (!this.#isYear(year ?? this.#shownYear!)) throw this.refuse(this.#outOfRange(year ?? this.#shownYear!, 1));
  }

  #refuseColumns(record: readonly string[], columns: Columns): void {
    const [personal] = findPersonalColumns(record, { rowsAreAreas: true });
    if (personal) throw this.refuse({ code: 'FIGURES.PERSONAL_COLUMN', details: { row: 1, column: personal.column } });
    const double = columns.indicators.find(
      (column, index) => columns.indicators.findIndex(({ indicatorId }) => indicatorId === column.indicatorId) < index,
    );
    if (double)
      throw this.refuse({
        code: 'FIGURES.DUPLICATE_ROW',
        details: { row: 1, column: double.heading, value: double.heading },
      });
  }

  #row(record: readonly string[], columns: Columns, line: number): StatLineRow | undefined {
    const areaCode = record[columns.code]!.trim();
    if (!AREA.test(areaCode)) return this.#note('FIGURES.AREA_CODE', { row: line, value: areaCode.slice(0, 60) });
    const year = this.#yearOf(record, columns, line);
    if (year === undefined) return undefined;
    const [seen, bit] = [this.#seen.get(areaCode) ?? 0n, 1n << BigInt(year - EARLIEST_YEAR)];
    if (seen & bit) return this.#note('FIGURES.DUPLICATE_ROW', { row: line, value: areaCode });
    this.#seen.set(areaCode, seen | bit);
    this.#years.add(year);
    const change = columns.boundaryChange === null ? '' : record[columns.boundaryChange]!.trim();
    if (change === '3') this.#boundaryBreaks.push({ areaCode, year });
    const cells = columns.indicators.flatMap((column) => this.#cell(record[column.index]!, column, line) ?? []);
    return cells.length === columns.indicators.length ? { line, areaCode, year, cells } : undefined;
  }

  #isYear(year: number): boolean {
    return year >= EARLIEST_YEAR && year <= this.#latestYear;
  }

  get #latestYear(): number {
    return this.#options.latestYear ?? new Date().getFullYear() + 1;
  }

  #outOfRange(value: number, row: number): FileProblem {
    return {
      code: 'FIGURES.YEAR_OUT_OF_RANGE',
      details: { row, value, low: EARLIEST_YEAR, high: this.#latestYear },
    };
  }

  #yearOf(record: readonly string[], columns: Columns, line: number): number | undefined {
    if (columns.year === null) return this.#options.year ?? this.#shownYear;
    const text = record[columns.year]!.trim();
    // 2023JJ00, 2019*, 2024
    const year = Number(/^(\d{4})(?!\d)/.exec(text)?.[1]);
    if (this.#isYear(year)) return year;
    if (Number.isNaN(year)) return this.#note('FIGURES.YEAR_UNKNOWN', { row: line, value: text.slice(0, 60) });
    const { code, details } = this.#outOfRange(year, line);
    return this.#note(code, details);
  }

  #cell(text: string, column: FigureColumn, line: number): StatLineRow['cells'][number] | undefined {
    const indicator = indicatorById(column.indicatorId)!;
    const place = { row: line, column: column.heading, value: text.trim().slice(0, 60) };
    if (isThousands(text) && indicator.decimals < 3) return this.#note('FIGURES.THOUSANDS', place);
    const cell = readCell(text);
    if (!cell) return this.#note('FIGURES.CELL_UNREADABLE', place);
    const { value, status, mark } = cell;
    const { low, high, isWhole } = plausibleRange(indicator);
    if (value !== null && (value < low || value > high))
      return this.#note('FIGURES.IMPLAUSIBLE', { ...place, low, high, indicatorId: indicator.id });
    if (value !== null && isWhole && !Number.isInteger(value)) return this.#note('FIGURES.NOT_WHOLE', place);
    if (mark && this.#mark && mark !== this.#mark) return this.#note('FIGURES.AMBIGUOUS_DECIMAL', place);
    this.#mark ??= mark ?? undefined;
    return { value, status };
  }

  #note(code: FileProblem['code'], details: Record<string, unknown>): undefined {
    this.#problems.push({ code, details: { file: this.#options.file, ...details } });
    if (this.#problems.length >= PROBLEM_LIMIT) throw new FiguresError(this.#problems);
  }
}
