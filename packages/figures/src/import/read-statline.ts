import { CsvError, parse } from 'csv-parse';
import { isPlausible } from '../catalogue/indicator.ts';
import { indicatorById } from '../catalogue/indicators.ts';
import { type Figure, readCell } from '../figure.ts';
import { findPersonalColumns } from '../guard/personal-columns.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { FiguresError, type FileProblem } from './figures-error.ts';
import { type Columns, expectedHeadings, recogniseColumns } from './headings.ts';

/** How to read a file of figures. */
export interface StatLineOptions {
  /** Name for messages. */
  readonly file: string;
  /** Year of the figures, for files that do not say it. */
  readonly year?: number | undefined;
  /** Id of the source; where it depends on the year, what gives it. */
  readonly sourceId: string | ((year: number) => string);
  readonly release?: string | undefined;
  /** Bytes and rows read so far. */
  readonly onProgress?: (bytes: number, rows: number) => void | Promise<void>;
}

/** What was read from a file. Rows are areas of all levels together. */
export interface StatLineFile {
  readonly rows: number;
  readonly figures: readonly Figure[];
  /** Areas whose border is not comparable with that of the year before, where the file says so. */
  readonly boundaryBreaks: readonly { readonly areaCode: string; readonly year: number }[];
}

const AREA = /^(NL00|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})$/;
/** A file with more problems than this has one cause; the list would only get longer. */
const PROBLEM_LIMIT = 50;

/**
 * Reads a CBS StatLine table of key figures as a stream: `;` or `,` between fields, quoted or not, padded, with a
 * decimal comma or point, all levels of areas mixed, and marks in place of numbers. The whole file or nothing.
 *
 * @throws FiguresError with every problem found (50 at most), each with file, row, column and value.
 */
export async function readStatLine(source: AsyncIterable<Uint8Array>, options: StatLineOptions): Promise<StatLineFile> {
  const reader = new Reader(options);
  let bytes = 0;
  let delimiter: string | undefined;
  let waiting = '';
  let parser: ReturnType<typeof parse> | undefined;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      bytes += chunk.length;
      yield chunk;
    }
  };
  let finished: Promise<void> = Promise.resolve();
  const begin = (text: string): void => {
    const heading = text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'));
    delimiter = heading.split(';').length > heading.split(',').length ? ';' : ',';
    parser = parse({ delimiter, relax_column_count: true, info: true, skip_empty_lines: true, bom: true });
    finished = consume(parser, reader, heading);
    // the error is taken up by whoever awaits it below
    finished.catch(() => undefined);
    parser.write(text);
  };
  for await (const text of decodeUtf8(counted(), options.file)) {
    if (!parser) {
      waiting += text;
      if (!waiting.includes('\n')) continue;
      begin(waiting);
    } else if (!parser.write(text)) {
      await Promise.race([new Promise((resolve) => parser!.once('drain', resolve)), finished]);
    }
    await options.onProgress?.(bytes, reader.rows);
  }
  if (!parser) begin(waiting);
  parser!.end();
  await finished;
  return reader.finish();
}

async function consume(
  parser: AsyncIterable<{ record: string[]; info: { lines: number } }>,
  reader: Reader,
  heading: string,
): Promise<void> {
  try {
    for await (const { record, info } of parser) reader.row(record, info.lines);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines = reader.rows + 1 } = error as { lines?: number };
    // one that is opened and never closed swallows the rest of the file: it ends halfway
    const isQuote = /QUOTE/.test(error.code) && error.code !== 'CSV_QUOTE_NOT_CLOSED';
    // a file of another kind has marks where no heading has any
    if (isQuote && lines <= 1)
      throw reader.refuse({
        code: 'FIGURES.UNKNOWN_FILE',
        details: { found: [heading.trim().slice(0, 40)], expected: expectedHeadings },
      });
    throw reader.refuse({ code: isQuote ? 'FIGURES.QUOTES' : 'FIGURES.TRUNCATED', details: { row: lines } });
  }
}

/** A cell in which another row begins: its quotation mark was closed by one of a later row. */
const SWALLOWED = /[\r\n][^\r\n]*\b(BU|WK|GM|SD)\d{4}/;

class Reader {
  rows = 0;
  readonly #options: StatLineOptions;
  readonly #figures: Figure[] = [];
  readonly #boundaryBreaks: { areaCode: string; year: number }[] = [];
  readonly #problems: FileProblem[] = [];
  readonly #seen = new Set<string>();
  #columns: Columns | undefined;
  #width = 0;
  #mark: ',' | '.' | undefined;

  constructor(options: StatLineOptions) {
    this.#options = options;
  }

  row(record: readonly string[], line: number): void {
    if (!this.#columns) return this.#heading(record);
    this.rows += 1;
    if (record.some((cell) => SWALLOWED.test(cell)))
      throw this.refuse({ code: 'FIGURES.QUOTES', details: { row: line } });
    if (record.length !== this.#width) throw this.refuse({ code: 'FIGURES.TRUNCATED', details: { row: line } });
    const areaCode = record[this.#columns.code]!.trim();
    if (!AREA.test(areaCode)) return this.#note('FIGURES.AREA_CODE', { row: line, value: areaCode });
    const year = this.#yearOf(record, line);
    if (year === undefined) return;
    const key = `${areaCode} ${year}`;
    if (this.#seen.has(key)) return this.#note('FIGURES.DUPLICATE_ROW', { row: line, value: areaCode });
    this.#seen.add(key);
    const change = this.#columns.boundaryChange === null ? '' : record[this.#columns.boundaryChange]!.trim();
    if (change === '3') this.#boundaryBreaks.push({ areaCode, year });
    for (const column of this.#columns.indicators) this.#cell(record[column.index]!, column, { areaCode, year, line });
  }

  finish(): StatLineFile {
    if (!this.#columns)
      throw this.refuse({ code: 'FIGURES.UNKNOWN_FILE', details: { found: [], expected: expectedHeadings } });
    if (this.rows === 0) throw this.refuse({ code: 'FIGURES.TRUNCATED', details: { row: 1 } });
    if (this.#problems.length > 0) throw new FiguresError(this.#problems);
    return { rows: this.rows, figures: this.#figures, boundaryBreaks: this.#boundaryBreaks };
  }

  /** The whole list of problems, this one last. */
  refuse(problem: FileProblem): FiguresError {
    return new FiguresError([
      ...this.#problems,
      { ...problem, details: { file: this.#options.file, ...problem.details } },
    ]);
  }

  #heading(record: readonly string[]): void {
    this.#columns = recogniseColumns(record);
    this.#width = record.length;
    const found = record.map((heading) => heading.trim().slice(0, 40)).slice(0, 20);
    if (!this.#columns)
      throw this.refuse({ code: 'FIGURES.UNKNOWN_FILE', details: { found, expected: expectedHeadings } });
    this.#refuseColumns(record, this.#columns);
    if (this.#columns.year === null && this.#options.year === undefined)
      throw this.refuse({ code: 'FIGURES.YEAR_UNKNOWN', details: {} });
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

  #yearOf(record: readonly string[], line: number): number | undefined {
    const text = this.#columns?.year == null ? String(this.#options.year) : record[this.#columns.year]!.trim();
    const year = Number(/^(\d{4})/.exec(text)?.[1]);
    if (year >= 1990 && year <= 2100) return year;
    this.#note('FIGURES.YEAR_UNKNOWN', { row: line, value: text });
    return undefined;
  }

  #cell(
    text: string,
    column: Columns['indicators'][number],
    at: { areaCode: string; year: number; line: number },
  ): void {
    const cell = readCell(text);
    const place = { row: at.line, column: column.heading, value: text.trim().slice(0, 60) };
    if (!cell || (cell.value !== null && !isPlausible(indicatorById(column.indicatorId)!, cell.value)))
      return this.#note('FIGURES.CELL_UNREADABLE', place);
    if (cell.mark && this.#mark && cell.mark !== this.#mark) return this.#note('FIGURES.AMBIGUOUS_DECIMAL', place);
    this.#mark ??= cell.mark ?? undefined;
    const { sourceId, release = null } = this.#options;
    this.#figures.push({
      indicatorId: column.indicatorId,
      areaCode: at.areaCode,
      year: at.year,
      value: cell.value,
      status: cell.status,
      sourceId: typeof sourceId === 'string' ? sourceId : sourceId(at.year),
      release,
    });
  }

  #note(code: FileProblem['code'], details: Record<string, unknown>): void {
    this.#problems.push({ code, details: { file: this.#options.file, ...details } });
    if (this.#problems.length >= PROBLEM_LIMIT) throw new FiguresError(this.#problems);
  }
}
