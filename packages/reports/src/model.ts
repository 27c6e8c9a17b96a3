import type { Drawing } from './drawing/drawing.ts';
import type { HouseStyle } from './house-style/house-style.ts';

/** A stretch of text; strong text is the only emphasis there is. */
export interface Run {
  readonly text: string;
  readonly strong?: boolean;
  /** Language (BCP 47), when it is not that of the document. */
  readonly lang?: string;
  /** Where it leads: `https:` or `mailto:`. */
  readonly link?: string;
  /** Where it leads within the document: the {@link Run.anchor} of another text. */
  readonly to?: string;
  /** What a link within the document is called for who hears it apart from its text. */
  readonly called?: string;
  /** Name of this place, for what leads here; the paragraph or item that it begins is the place. */
  readonly anchor?: string;
}

/** A cell of a table is text, never a node. */
export type Cell = string;

/** Something to fill in on paper. */
export type Field =
  /** Options to tick, in so many columns. */
  | { readonly kind: 'boxes'; readonly label: string; readonly options: readonly string[]; readonly columns: 1 | 2 | 3 }
  /** Numbers of which one is marked; the words say what the ends mean. */
  | {
      readonly kind: 'scale';
      readonly label: string;
      readonly low: string;
      readonly high: string;
      readonly from: number;
      readonly to: number;
    }
  /** Lines to write on. */
  | { readonly kind: 'lines'; readonly label: string; readonly count: number }
  /** Squares for one sign each, and a line when words may stand there instead. */
  | { readonly kind: 'squares'; readonly label: string; readonly count: number; readonly orLine: string | null };

/** A column of a ballot: what each row can get. A sign stands in its square; an empty one is to be marked. */
export interface Marks {
  readonly header: string;
  readonly signs: readonly string[];
}

/** Columns that are in another language than the document. */
export interface ForeignColumns {
  readonly columns: readonly number[];
  readonly lang: string;
  /** What the document itself says in their cells. */
  readonly ours: readonly Cell[];
}

/** A block of a document. `part` names it by what it is: a subject, and its place there. */
export type Block = Content & { readonly part?: string };

type Content =
  | { readonly kind: 'field'; readonly field: Field }
  /** A table to mark on paper: numbered subjects, each with squares. An empty subject is a line to write on. */
  | {
      readonly kind: 'ballot';
      readonly caption: string;
      readonly headers: readonly [number: string, subject: string];
      readonly subjects: readonly string[];
      readonly marks: readonly Marks[];
      /** Language of the subjects, when it is not that of the document. */ readonly lang?: string;
    }
  /** What follows begins on a new page. */
  | { readonly kind: 'page' }
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string; readonly runs: readonly Run[] }
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Run[])[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly headers: readonly Cell[];
      readonly rows: readonly (readonly Cell[])[];
      readonly numeric: readonly number[];
      readonly foreign: ForeignColumns | null;
    }
  | { readonly kind: 'figure'; readonly drawing: Drawing; readonly alt: string; readonly caption: string }
  | { readonly kind: 'note'; readonly text: string };

/** Language of a document: forms speak more of them than reports. */
export type DocumentLanguage = 'nl' | 'en' | 'tr' | 'pl';

/** A document as content: what it says, not how it looks. */
export interface ReportDocument {
  readonly title: string;
  readonly subtitle: string;
  readonly language: DocumentLanguage;
  /** Set larger than usual, to be read at arm's length. */
  readonly isLarge?: boolean;
  /** ISO moment that stands in the file; the clock is not read. */
  readonly createdAt: string;
  /** Lines that every page has to show: invented data, not approved. */
  readonly marks: readonly string[];
  /** A word across every page, which the marks say in full. */
  readonly watermark?: string;
  /** Name, colours and logo of the municipality; absent: nobody's. */
  readonly style?: HouseStyle;
  readonly footer: string;
  readonly blocks: readonly Block[];
}

/** Why a document cannot be made, as the catalogue of errors knows it. */
export type ModelProblem =
  | 'REPORT.FAILED'
  | 'REPORT.TOO_LARGE'
  | 'REPORT.TOO_SLOW'
  | 'REPORT.MISSING_GLYPH'
  | 'REPORT.RIGHT_TO_LEFT'
  | 'REPORT.UNSAFE_LINK';

/** A document that cannot be built, because it would not be readable for everybody. */
export class ModelError extends Error {
  readonly code: ModelProblem;

  /** @param problem what is wrong and where, in the words that fill `{detail}` of the catalogue's text */
  constructor(problem: string, code: ModelProblem = 'REPORT.FAILED') {
    super(problem);
    this.name = 'ModelError';
    this.code = code;
  }
}

/** Longest paragraph that is laid out, in characters. */
export const PARAGRAPH_LIMIT = 20_000;
/** Longest heading, caption, header of a column or description; bookmarks and descriptions stand in the file as one string. */
export const LINE_LIMIT = 2_000;

function clean(text: string, limit = PARAGRAPH_LIMIT): string {
  const printable = text
    // what somebody wrote in lines stands in lines
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    // characters that have no glyph and no meaning in print
    .replace(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === '\n' ? sign : sign === '\t' ? ' ' : ''))
    .toWellFormed();
  if (printable.length > limit) throw new ModelError(`${printable.length} > ${limit}`, 'REPORT.TOO_LARGE');
  return printable;
}

/** A text that is one line wherever it stands. */
const line = (text: string): string => clean(text, LINE_LIMIT).replaceAll('\n', ' ');

function runsOf(content: string | readonly Run[]): Run[] {
  return (typeof content === 'string' ? [{ text: content }] : content).map((run) => {
    if (run.link !== undefined && !/^(https:\/\/|mailto:)[\x21-\x7e]+$/.test(run.link))
      throw new ModelError(run.link.slice(0, 40), 'REPORT.UNSAFE_LINK');
    for (const name of [run.to, run.anchor])
      if (name !== undefined && !ANCHOR.test(name)) throw new ModelError(name.slice(0, 40), 'REPORT.UNSAFE_LINK');
    return { ...run, text: clean(run.text), ...(run.called !== undefined && { called: line(run.called) }) };
  });
}

/** Names of places are made here, never by who writes. */
const ANCHOR = /^[a-z]+(-[a-z0-9]+)*$/;

/** The name of the place that a text is; undefined when nothing leads to it. */
export function anchorIn(runs: readonly Run[]): string | undefined {
  return runs.find(({ anchor }) => anchor !== undefined)?.anchor;
}

/** Blocks whose links within the document all arrive. @throws ModelError on one that leads nowhere, or a name of two places */
export function linked(blocks: readonly Block[]): readonly Block[] {
  const texts = blocks.flatMap((block) =>
    block.kind === 'paragraph' || block.kind === 'heading' ? [block.runs] : block.kind === 'list' ? block.items : [],
  );
  const anchors = texts.flatMap((runs) => anchorIn(runs) ?? []);
  const places = new Set(anchors);
  if (places.size < anchors.length) throw new ModelError('two places of one name');
  const lost = texts.flat().find(({ to }) => to !== undefined && !places.has(to));
  if (lost) throw new ModelError(`a link to ${lost.to}, which is not there`);
  return blocks;
}

/** Blocks about one subject: each is a part that is named after it and, where it has no name, its kind and its place among those. */
export function about(subject: string, blocks: readonly Block[]): Block[] {
  const seen = new Map<string, number>();
  return blocks.map((block) => {
    const number = (seen.get(block.kind) ?? 0) + 1;
    if (block.part === undefined) seen.set(block.kind, number);
    return { ...block, part: `${subject}.${block.part ?? `${block.kind}.${number}`}` };
  });
}

/** A heading; level 1 is the title. */
export function heading(level: 2 | 3, content: string | readonly Run[]): Block {
  const runs = runsOf(content).map((run) => ({ ...run, text: run.text.replaceAll('\n', ' ') }));
  const text = line(runs.map((run) => run.text).join(''));
  if (text.trim() === '') throw new ModelError('a heading without text');
  return { kind: 'heading', level, text, runs };
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

/** Language of a cell, when it is not that of the document. */
export const langOfCell = (foreign: ForeignColumns | null, column: number, text: Cell): string | undefined =>
  foreign?.columns.includes(column) && !foreign.ours.includes(text) ? foreign.lang : undefined;

/** A table; the first cell of each row is its header. `numeric` names the columns that are set flush right, `foreign` those in another language. */
export function table(
  caption: string,
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly number[] = [],
  foreign: ForeignColumns | null = null,
): Block {
  if (headers.length === 0 || headers.some((header) => header.trim() === ''))
    throw new ModelError(`table "${caption}" has a column without header`);
  if (rows.some((row) => row.length !== headers.length))
    throw new ModelError(`table "${caption}" has a row of another length`);
  return {
    kind: 'table',
    caption: line(caption),
    headers: headers.map(line),
    rows: rows.map((row) => row.map((cell) => clean(cell))),
    numeric,
    foreign,
  };
}

/** Largest drawing that fits on a page of the PDF with its caption, in points. */
export const DRAWING_LIMIT = { width: 499, height: 600 } as const;

/** A map or chart with a description for who cannot see it. */
export function figure(drawing: Drawing, alt: string, caption: string): Block {
  if (alt.trim().length < 10) throw new ModelError(`figure "${caption}" has no description`);
  if (drawing.width > DRAWING_LIMIT.width || drawing.height > DRAWING_LIMIT.height)
    throw new ModelError(`figure "${caption}" is larger than a page`);
  return { kind: 'figure', drawing, alt: line(alt), caption: line(caption) };
}

/** A remark about method or source. */
export function note(text: string): Block {
  return { kind: 'note', text: clean(text) };
}

/** Something to fill in; each has a label that says what is asked. */
export function field(content: Field): Block {
  if (content.label.trim() === '') throw new ModelError('a field without label');
  const cleaned = { ...content, label: line(content.label) };
  return {
    kind: 'field',
    field: cleaned.kind === 'boxes' ? { ...cleaned, options: cleaned.options.map(line) } : cleaned,
  };
}

/** A table to mark on paper. */
export function ballot(
  caption: string,
  headers: readonly [string, string],
  subjects: readonly string[],
  marks: readonly Marks[],
  lang?: string,
): Block {
  if ([...headers, ...marks.map(({ header }) => header)].some((header) => header.trim() === ''))
    throw new ModelError(`ballot "${caption}" has a column without header`);
  if (subjects.length === 0) throw new ModelError(`ballot "${caption}" has nothing to judge`);
  return {
    kind: 'ballot',
    caption: line(caption),
    headers,
    subjects: subjects.map(line),
    marks,
    ...(lang && { lang }),
  };
}

/** What follows begins on a new page. */
export function page(): Block {
  return { kind: 'page' };
}
