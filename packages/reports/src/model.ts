/** A stretch of text; strong text is the only emphasis there is. */
export interface Run {
  readonly text: string;
  readonly strong?: boolean;
}

/** A cell of a table is text, never a node. */
export type Cell = string;

/** A block of a document. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Run[])[] }
  | { readonly kind: 'table'; readonly caption: string; readonly headers: readonly Cell[]; readonly rows: readonly (readonly Cell[])[]; readonly numeric: readonly number[] }
  | { readonly kind: 'figure'; readonly svg: string; readonly alt: string; readonly caption: string; readonly width: number; readonly height: number }
  | { readonly kind: 'note'; readonly text: string };

/** A document as content: what it says, not how it looks. */
export interface ReportDocument {
  readonly title: string;
  readonly subtitle: string;
  readonly language: 'nl' | 'en';
  /** ISO moment that stands in the file; the clock is not read. */
  readonly createdAt: string;
  /** Lines that every page has to show: invented data, not approved. */
  readonly marks: readonly string[];
  readonly footer: string;
  readonly blocks: readonly Block[];
}

/** A document that cannot be built, because it would not be readable for everybody. */
export class ModelError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'ModelError';
  }
}

/** Longest paragraph that is laid out, in characters. */
export const PARAGRAPH_LIMIT = 20_000;

const clean = (text: string): string => {
  // characters that have no glyph and no meaning in print
  const printable = text.replace(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === '\n' || sign === '\t' ? ' ' : ''));
  if (printable.length > PARAGRAPH_LIMIT) throw new ModelError(`a text of ${printable.length} characters is longer than ${PARAGRAPH_LIMIT}`);
  // a word longer than a line gets places to break
  return printable.replace(/\S{40}(?=\S)/g, '$& ');
};

const runsOf = (content: string | readonly Run[]): Run[] =>
  (typeof content === 'string' ? [{ text: content }] : content).map((run) => ({ ...run, text: clean(run.text) }));

/** A heading; level 1 is the title. */
export function heading(level: 2 | 3, text: string): Block {
  if (text.trim() === '') throw new ModelError('a heading without text');
  return { kind: 'heading', level, text: clean(text) };
}

/** A paragraph. */
export function paragraph(content: string | readonly Run[]): Block {
  return { kind: 'paragraph', runs: runsOf(content) };
}

/** A list with at least one item. */
export function list(items: readonly (string | readonly Run[])[]): Block {
  if (items.length === 0) throw new ModelError('a list without items');
  return { kind: 'list', items: items.map(runsOf) };
}

/** A table; the first cell of each row is its header. `numeric` names the columns that are set flush right. */
export function table(caption: string, headers: readonly string[], rows: readonly (readonly string[])[], numeric: readonly number[] = []): Block {
  if (headers.length === 0 || headers.some((header) => header.trim() === '')) throw new ModelError(`table "${caption}" has a column without header`);
  if (rows.some((row) => row.length !== headers.length)) throw new ModelError(`table "${caption}" has a row of another length`);
  return { kind: 'table', caption: clean(caption), headers: headers.map(clean), rows: rows.map((row) => row.map(clean)), numeric };
}

/** A picture with a description for who cannot see it. */
export function figure(svg: string, alt: string, caption: string, size: { width: number; height: number }): Block {
  if (alt.trim().length < 10) throw new ModelError(`figure "${caption}" has no description`);
  return { kind: 'figure', svg, alt: clean(alt), caption: clean(caption), ...size };
}

/** A remark about method or source. */
export function note(text: string): Block {
  return { kind: 'note', text: clean(text) };
}
