import type { Reference } from './reference.ts';

/** Standard structure types of PDF 1.7 that documents use. */
export type StructureType =
  | 'Document'
  | 'Sect'
  | 'Div'
  | 'P'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'H5'
  | 'H6'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'THead'
  | 'TBody'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Caption'
  | 'Figure'
  | 'Form'
  | 'TOC'
  | 'TOCI'
  | 'Reference'
  | 'Link'
  | 'Note'
  | 'Quote'
  | 'Span';

/** Content that is no part of what the document says: decoration, and what repeats on each page. */
export interface Artifact {
  readonly type: 'Artifact';
  /** Entries of its property list; empty for plain decoration. */
  readonly properties: string;
}

/** Lines and fills. */
export const DECORATION: Artifact = { type: 'Artifact', properties: '/Type /Layout' };
/** Headers and footers, and table headers that come again on a next page. */
export const PAGINATION: Artifact = { type: 'Artifact', properties: '/Type /Pagination' };

/** Marked content on a page, or an annotation. */
export type Content =
  | { readonly page: Reference; readonly mcid: number }
  | { readonly page: Reference; readonly annotation: Reference };

/** What an element says beside its type. */
export interface ElementOptions {
  /** Description for who does not see it. */
  readonly alt?: string;
  /** Language, when it is not that of the document. */
  readonly lang?: string;
  readonly actualText?: string;
  /** Attributes with their owner. */
  readonly attributes?: {
    readonly O: 'Table' | 'List';
    readonly Scope?: 'Column' | 'Row';
    readonly ColSpan?: number;
    readonly RowSpan?: number;
    readonly ListNumbering?: 'Disc' | 'Decimal';
  };
  /** Its content stands once; what comes again is an artifact. */
  readonly once?: boolean;
}

/** An element of the structure tree. */
export class StructureElement {
  readonly type: StructureType;
  readonly parent: StructureElement | null;
  readonly options: ElementOptions;
  readonly kids: (StructureElement | Content)[] = [];
  /** Left, bottom, right and top on its page, for figures. */
  box: [number, number, number, number] | undefined;
  /** The page on which its content stands, for what may stand once. */
  onPage: number | undefined;
  /** Links within, by target, so that a link over two lines is one. */
  readonly links = new Map<string, StructureElement>();

  constructor(type: StructureType, parent: StructureElement | null, options: ElementOptions = {}) {
    this.type = type;
    this.parent = parent;
    this.options = options;
    parent?.kids.push(this);
  }

  /** The nearest element of a type around or at this one. */
  closest(type: StructureType): StructureElement | null {
    return this.type === type ? this : (this.parent?.closest(type) ?? null);
  }

  /** Whether there is content in it, at any depth. */
  get hasContent(): boolean {
    return this.kids.some((kid) => !(kid instanceof StructureElement) || kid.hasContent);
  }
}
