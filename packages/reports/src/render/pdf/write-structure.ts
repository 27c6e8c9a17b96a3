import type { MarkedContent } from './marked-content.ts';
import type { PdfDocument } from './pdfmake.ts';
import type { Reference } from './reference.ts';
import { type Content, StructureElement } from './structure-element.ts';

const text = (value: string): object => Object(value) as object;
/** Cells keep their place in the grid of a table, even when there is nothing in them. */
const STAYS_EMPTY = new Set(['TD', 'TH']);

/** Writes the structure tree into the file, with an identifier for each note. */
export function writeStructure(document: PdfDocument, marked: MarkedContent, root: StructureElement): void {
  const tree = document.getStructTreeRoot();
  const notes: [string, Reference][] = [];

  const attributesOf = ({ options, box }: StructureElement): object[] => [
    ...(options.attributes ? [options.attributes] : []),
    ...(box ? [{ O: 'Layout', Placement: 'Block', BBox: box }] : []),
  ];

  const write = (element: StructureElement, parent: Reference): Reference => {
    const reference = marked.referenceOf(element);
    const { alt, lang, actualText } = element.options;
    const attributes = attributesOf(element);
    const pages = element.kids.flatMap((kid) => (kid instanceof StructureElement ? [] : [kid.page]));
    const page = pages[0];
    const kid = (content: Content): unknown => {
      if ('annotation' in content) return { Type: 'OBJR', Obj: content.annotation, Pg: content.page };
      return content.page === page ? content.mcid : { Type: 'MCR', Pg: content.page, MCID: content.mcid };
    };
    Object.assign(reference.data, {
      P: parent,
      ...(page && { Pg: page }),
      ...(alt && { Alt: text(alt) }),
      ...(lang && { Lang: text(lang) }),
      ...(actualText && { ActualText: text(actualText) }),
      ...(attributes.length > 0 && { A: attributes.length === 1 ? attributes[0] : attributes }),
    });
    if (element.type === 'Note') {
      const id = `note-${String(notes.length + 1).padStart(6, '0')}`;
      notes.push([id, reference]);
      reference.data['ID'] = text(id);
    }
    reference.data['K'] = element.kids.flatMap((item) => {
      if (!(item instanceof StructureElement)) return [kid(item)];
      return item.hasContent || STAYS_EMPTY.has(item.type) ? [write(item, reference)] : [];
    });
    reference.end();
    return reference;
  };

  tree.data['K'] = [write(root, tree)];
  if (notes.length === 0) return;
  const names = document.ref({ Names: notes.flatMap(([id, reference]) => [text(id), reference]) });
  names.end();
  tree.data['IDTree'] = names;
}
