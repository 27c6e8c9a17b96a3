import { CsvError, parse } from 'csv-parse';
import type { Figure } from '../figure.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { FiguresError } from './figures-error.ts';
import { expectedHeadings } from './headings.ts';
import { type ReaderOptions, type StatLineRead, StatLineReader, type StatLineRow } from './statline-reader.ts';

export type { StatLineRead, StatLineRow } from './statline-reader.ts';

/** How to read a file of figures as rows. */
export interface StatLineRowOptions extends ReaderOptions {
  /** Takes rows as they are read, so many at a time; the reading waits for it. */
  readonly onRows: (rows: readonly StatLineRow[]) => void | Promise<void>;
  /** Bytes and rows read so far. */
  readonly onProgress?: (bytes: number, rows: number) => void | Promise<void>;
}

/** How to read a file of figures as a whole. */
export interface StatLineOptions extends ReaderOptions {
  readonly sourceId: string;
}

/** What was read from a file. Rows are areas of all levels together. */
export interface StatLineFile extends StatLineRead {
  readonly figures: readonly Figure[];
}

/** Rows that are handed on together. */
const AT_A_TIME = 1_000;
/** What is looked at to find what stands between cells: titles, headings, and a few rows. */
const ENOUGH = 16_384;
/** Signs of one row: one that is longer is no row, and would be held as a whole. */
const LONGEST_ROW = 1_000_000;

/**
 * Reads a CBS StatLine table of key figures as a stream: `;` or `,` between fields, quoted or not, padded, with a
 * decimal comma or point, with lines above the headings and below the rows or without, all levels of areas mixed, and marks
 * in place of numbers. However large the file, what is held of it stays small.
 *
 * @throws FiguresError with every problem found (50 at most), each with file, row, column and value; rows that were handed on by then count for nothing
 */
export async function readStatLineRows(
  source: AsyncIterable<Uint8Array>,
  options: StatLineRowOptions,
): Promise<StatLineRead> {
  const reader = new StatLineReader(options);
  let bytes = 0;
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
    parser = parse({
      delimiter: delimiterOf(text),
      relax_column_count: true,
      info: true,
      skip_empty_lines: true,
      bom: true,
      max_record_size: LONGEST_ROW,
    });
    finished = consume(parser, reader, text, options);
    // the error is taken up by whoever awaits it below
    finished.catch(() => undefined);
    parser.write(text);
  };
  for await (const text of decodeUtf8(counted(), options.file)) {
    if (!parser) {
      waiting += text;
      if (waiting.length < ENOUGH) continue;
      begin(waiting);
    } else if (!parser.write(text)) {
      await Promise.race([new Promise((resolve) => parser!.once('drain', resolve)), finished]);
    }
    await options.onProgress?.(bytes, reader.rows);
  }
  if (!parser) begin(waiting);
  parser!.end();
  await finished;
  await options.onProgress?.(bytes, reader.rows);
  return reader.finish();
}

/** Reads a file as {@link readStatLineRows} does, and holds all of its figures: for small ones. */
export async function readStatLine(source: AsyncIterable<Uint8Array>, options: StatLineOptions): Promise<StatLineFile> {
  const rows: StatLineRow[] = [];
  const read = await readStatLineRows(source, { ...options, onRows: (more) => void rows.push(...more) });
  const { sourceId } = options;
  const figures = rows.flatMap(({ areaCode, year, cells }) =>
    cells.map((cell, at): Figure => ({
      indicatorId: read.indicators[at]!,
      areaCode,
      year,
      ...cell,
      sourceId,
      release: null,
    })),
  );
  return { ...read, figures };
}

/** The mark that most of the first lines have equally often: titles have neither, and a comma may stand within a number. */
function delimiterOf(text: string): ';' | ',' {
  const lines = text.split('\n', 12).map((line) => line.replaceAll(/"[^"]*"/g, ''));
  const regular = (mark: string): number => {
    const often = Map.groupBy(lines, (line) => line.split(mark).length - 1);
    often.delete(0);
    return Math.max(0, ...[...often.values()].map(({ length }) => length));
  };
  return regular(';') >= regular(',') && regular(';') > 0 ? ';' : ',';
}

async function consume(
  parser: AsyncIterable<{ record: string[]; info: { lines: number } }>,
  reader: StatLineReader,
  beginning: string,
  { onRows }: StatLineRowOptions,
): Promise<void> {
  let rows: StatLineRow[] = [];
  try {
    for await (const { record, info } of parser) {
      const row = reader.record(record, info.lines);
      if (row) rows.push(row);
      if (rows.length < AT_A_TIME) continue;
      await onRows(rows);
      rows = [];
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw notCsv(error, reader, beginning);
  }
  if (rows.length > 0) await onRows(rows);
}

/** What it means that a file cannot be taken apart into cells. */
function notCsv(error: CsvError, reader: StatLineReader, beginning: string): FiguresError {
  const { lines = reader.rows + 1 } = error as { lines?: number };
  const isEndless = error.code === 'CSV_MAX_RECORD_SIZE';
  // one that is opened and never closed swallows the rest of the file: it ends halfway, unless that is too much to hold
  const isQuote = /QUOTE/.test(error.code) && error.code !== 'CSV_QUOTE_NOT_CLOSED';
  // a file of another kind has marks where no heading has any, or no end of a line
  if ((isQuote && lines <= 1) || (isEndless && !reader.hasHeadings))
    return reader.refuse({
      code: 'FIGURES.UNKNOWN_FILE',
      details: { found: [beginning.trim().slice(0, 40)], expected: expectedHeadings },
    });
  return reader.refuse({
    code: isQuote || isEndless ? 'FIGURES.QUOTES' : 'FIGURES.TRUNCATED',
    details: { row: lines },
  });
}
