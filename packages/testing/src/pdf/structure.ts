import type { PdfDict, PdfFile, PdfValue } from './read-pdf.ts';

/** Marked content: page and number. */
export interface MarkedContent {
  readonly page: string;
  readonly mcid: number;
}

/** An element of the structure tree, read from a file. */
export interface Element {
  readonly type: string;
  readonly dict: PdfDict;
  readonly reference: string;
  readonly parent: Element | null;
  readonly kids: Element[];
  /** Marked content that belongs to it. */
  readonly content: MarkedContent[];
  /** Elements and content as they follow one another. */
  readonly parts: (Element | MarkedContent)[];
  /** References of annotations in it. */
  readonly annotations: string[];
}

/** Standard structure types of PDF 1.7. */
export const STANDARD_TYPES: ReadonlySet<string> = new Set(
  'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu RB RT RP WT WP Figure Formula Form'.split(
    ' ',
  ),
);

/** The elements of a file in reading order, the outermost first. */
export function structureOf(file: PdfFile): Element[] {
  const tree = file.dict(file.catalog['/StructTreeRoot']);
  const roles = file.dict(tree['/RoleMap']);
  const role = (type: string, steps = 0): string => {
    const mapped = file.name(roles[`/${type}`]);
    return mapped && steps < 9 ? role(mapped, steps + 1) : type;
  };
  const found: Element[] = [];
  const read = (value: PdfValue, parent: Element | null): void => {
    const dict = file.dict(value);
    const element: Element = {
      type: role(file.name(dict['/S'])),
      dict,
      reference: String(value),
      parent,
      kids: [],
      content: [],
      parts: [],
      annotations: [],
    };
    parent?.kids.push(element);
    parent?.parts.push(element);
    found.push(element);
    const mark = (page: PdfValue, mcid: PdfValue): void => {
      const marked = { page: String(page), mcid: Number(mcid) };
      element.content.push(marked);
      element.parts.push(marked);
    };
    for (const kid of file.list(dict['/K'])) {
      const what = file.get(kid);
      if (typeof what === 'number') mark(dict['/Pg'], what);
      else if (file.dict(kid)['/Type'] === '/MCR')
        mark(file.dict(kid)['/Pg'] ?? dict['/Pg'], file.get(file.dict(kid)['/MCID']));
      else if (file.dict(kid)['/Type'] === '/OBJR') element.annotations.push(String(file.dict(kid)['/Obj']));
      else read(kid, element);
    }
  };
  for (const kid of file.list(tree['/K'])) read(kid, null);
  return found;
}

/** An attribute of an element, from whichever owner. */
export function attributeOf(file: PdfFile, { dict }: Element, name: string): PdfValue {
  return file
    .list(dict['/A'])
    .map((attributes) => file.get(file.dict(attributes)[`/${name}`]))
    .find((value) => value !== undefined && value !== null);
}
