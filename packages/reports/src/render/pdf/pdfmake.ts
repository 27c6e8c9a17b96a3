import { createRequire } from 'node:module';
import type { Reference } from './reference.ts';
import type { Artifact, StructureElement } from './structure-element.ts';

/** An object with a stream. */
export interface StreamReference extends Reference {
  compress: boolean;
  buffer: Buffer[];
  write(data: Buffer): void;
  finalize(): void;
}

/** What a word looks like in a font; lengths in thousandths of the size. */
export interface ShapedWord {
  readonly glyphs: readonly { readonly id: number; readonly advanceWidth: number; readonly codePoints: number[] }[];
  readonly positions: readonly {
    readonly xAdvance: number;
    readonly advanceWidth: number;
    readonly xOffset: number;
    readonly yOffset: number;
  }[];
}

/** A font as it is embedded. */
export interface PdfFont {
  readonly id: string;
  readonly ascender: number;
  readonly scale: number;
  readonly font: {
    hasGlyphForCodePoint(point: number): boolean;
    readonly _cmapProcessor: { codePointsForGlyph(glyph: number): number[] };
  };
  readonly subset: { includeGlyph(glyph: number): number };
  readonly widths: number[];
  /** Code points of each glyph that the file uses. */
  readonly unicode: number[][];
  layoutCache: Record<string, ShapedWord>;
  shared: SharedFont;
  ref(): Reference;
  layoutCached(word: string): ShapedWord;
  lineHeight(size: number): number;
  widthOfString(text: string, size: number): number;
}

/** A font that is read once and serves every document: what its words look like does not depend on where they stand. */
export interface SharedFont {
  /** A font of a file that is thrown away; its like is made for each document. */
  readonly original: PdfFont;
  readonly words: Record<string, ShapedWord>;
  /** What a glyph means in every document, whichever character was met first. */
  meaningOf(glyph: ShapedWord['glyphs'][number]): number[];
  has(character: string): boolean;
}

/** The parts of pdfkit's document that are used here. */
export interface PdfDocument {
  readonly _root: Reference;
  _id: Buffer;
  readonly page: {
    readonly width: number;
    readonly height: number;
    readonly dictionary: Reference;
    readonly annotations: Reference[];
    readonly structParentTreeKey: number;
    readonly fonts: Record<string, Reference>;
    write(operators: string): void;
  };
  readonly outline: Outline;
  endMetadata(): void;
  ref(data: object): StreamReference;
  flushPages(): void;
  addPage(options: { size: [number, number] }): PdfDocument;
  addContent(operators: string): PdfDocument;
  addNamedDestination(name: string, kind: 'XYZ', x: number, y: number, zoom: null): void;
  link(x: number, y: number, width: number, height: number, url: string, options: object): void;
  goTo(x: number, y: number, width: number, height: number, destination: string, options: object): void;
  provideFont(family: string, bold: boolean, italics: boolean): PdfFont;
  getStructTreeRoot(): Reference;
  getStructParentTree(): { get(key: number): Reference[]; add(key: number, value: Reference): void };
  createStructParentTreeNextKey(): number;
  /** Fonts that are embedded when the file ends. */
  readonly _fontFamilies: Record<string, PdfFont>;
  end(): void;
  /** Takes bytes of the file. */
  push(chunk: Buffer | null): boolean;
  /** Writes the trailer. */
  _finalize(): void;
}

/** A bookmark that others stand under. */
export interface Outline {
  addItem(title: string, options: { expanded: boolean }): Outline;
}

/** A stretch of text on a line. */
export interface Inline {
  text: string;
  width: number;
  x: number;
  readonly height: number;
  readonly font: PdfFont;
  readonly fontSize: number;
  readonly color: string;
  readonly alignment: string;
  readonly link: string | null;
  readonly linkToDestination: string | null;
  readonly linkTitle?: string;
  readonly lang?: string;
}

/** A line of text at its place. */
export interface Line {
  readonly x: number;
  readonly y: number;
  readonly id?: string;
  readonly inlines: Inline[];
  readonly _outline?: {
    readonly id?: string;
    readonly parentId?: string;
    readonly text: string;
    readonly expanded: boolean;
  };
  readonly _pageNodeRef?: PageTarget;
  element?: StructureElement | Artifact;
  /** Width of all that is on it. */
  inlineWidths: number;
  getHeight(): number;
  getAscenderHeight(): number;
}

/** A node whose page number is asked for. */
export interface PageTarget {
  readonly positions?: readonly { readonly pageNumber: number }[];
}

/** A rectangle, line or dot at its place. */
export interface Vector {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  element?: StructureElement | Artifact;
}

/** What comes to stand on a page. */
export interface Page {
  readonly items: readonly object[];
}

/** Where the next thing is written. */
export interface WritingContext {
  readonly y: number;
  readonly availableHeight: number;
  getCurrentPage(): { readonly pageSize: { readonly height: number } };
  readonly pageMargins: { readonly top: number; readonly bottom: number };
}

/** Writes what is laid out on pages; each method answers falsely when there was no room. */
export interface PageWriter {
  readonly transactionLevel: number;
  readonly repeatables: readonly { readonly height: number }[];
  context(): WritingContext;
  moveToNextPage(): void;
  addLine(line: Line, keepsPosition?: boolean, index?: number): unknown;
  addVector(vector: Vector, ...rest: unknown[]): unknown;
  addCanvas(node: object, index?: number): unknown;
  addQr(node: object, index?: number): unknown;
  addFragment(...fragment: unknown[]): unknown;
}

/** A node while it is laid out: what was asked for, and what pdfmake adds. */
export type LaidOutNode = Record<string, unknown> & { _margin?: [number, number, number, number] | null };

/** Measures nodes before they are laid out. */
export interface Measure {
  readonly textInlines: { readonly pdfDocument: PdfDocument; measure(words: never[], styles: never): never[] };
}

/** pdfmake's layout, open for subclasses. */
export interface Layout {
  docMeasure: Measure;
  writer: PageWriter;
  layoutDocument(
    content: unknown,
    document: PdfDocument,
    styles: object,
    defaultStyle: object,
    background: unknown,
    header: unknown,
    footer: unknown,
    watermark: unknown,
    pageBreakBefore: unknown,
  ): Page[];
  processNode(node: LaidOutNode, allowed?: boolean): void;
  buildNextLine(node: { readonly _inlines?: Inline[] }): Line | null;
  addHeadersAndFooters(header: unknown, footer: unknown): void;
  registerTableLayouts(layouts: object): void;
}

/** pdfmake's renderer, open for subclasses. */
export interface PageRenderer {
  readonly pdfDocument: PdfDocument;
  renderPages(pages: readonly Page[]): void;
  renderLine(line: Line, x: number, y: number): void;
  renderVector(vector: Vector): void;
}

/** A table that is being laid out. */
export interface TableProcess {
  readonly tableNode: LaidOutNode & {
    table: { body: LaidOutNode[][]; widths: { _calcWidth: number }[]; headerRows?: number };
  };
  readonly layout: {
    paddingTop(row: number, node: unknown): number;
    paddingBottom(row: number, node: unknown): number;
    hLineWidth(row: number, node: unknown): number;
  };
  beginRow(row: number, writer: PageWriter): void;
}

const require = createRequire(import.meta.url);
const part = <T>(name: string): T => (require(`pdfmake/js/${name}`) as { default: T }).default;

// The parts behind pdfmake's front door (both versions are pinned): its front door can fetch and read files, these cannot.
/** pdfkit's document with pdfmake's fonts. */
export const PdfmakeDocument =
  part<
    new (
      fonts: object,
      images: object,
      patterns: object,
      attachments: object,
      options: object,
      files: null,
      mayRead: (path: string) => boolean,
    ) => PdfDocument
  >('PDFDocument');
/** Lays nodes out on pages. */
export const PdfmakeLayout = part<new (pageSize: object, margins: object, svgMeasure: null) => Layout>('LayoutBuilder');
/** Draws pages. */
export const PdfmakeRenderer = part<new (document: PdfDocument) => PageRenderer>('Renderer');
/** Lays out one table. */
export const PdfmakeTable = part<{ readonly prototype: TableProcess }>('TableProcessor');
/** Layouts of tables that pdfmake knows by name. */
export const tableLayouts = (require('pdfmake/js/tableLayouts') as { tableLayouts: object }).tableLayouts;
