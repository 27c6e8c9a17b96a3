import { ModelError } from '../../model.ts';
import type { LaidOutNode, Vector } from './pdfmake.ts';
import { type Artifact, DECORATION, StructureElement } from './structure-element.ts';
import type { Tag } from './tag.ts';

type Place = StructureElement | Artifact;
type Cell = LaidOutNode & { _span?: boolean; colSpan?: number; rowSpan?: number };

const isArtifact = (place: Place): place is Artifact => place.type === 'Artifact';
const isBlank = (text: unknown): boolean => typeof text !== 'string' || text.trim() === '';
/** Elements that hold text themselves; elsewhere a text is a mistake in the definition. */
const HOLDS_TEXT = new Set([
  'P',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'Lbl',
  'LBody',
  'TD',
  'TH',
  'Caption',
  'Note',
  'Reference',
  'Link',
  'Quote',
  'Span',
  'Form',
]);

/**
 * Decides for each node which element of the structure tree it is, in the order in which nodes are laid out, which is
 * the order in which they are read.
 *
 * @throws ModelError on a figure without description, a table without header, or text that has no place in the tree.
 */
export class StructurePlan {
  readonly root = new StructureElement('Document', null);
  current: Place = this.root;
  /** Elements of nodes inside a table, list or table of contents, planned when the whole is met. */
  readonly #planned = new Map<object, StructureElement>();

  /** Enters a node; gives the place to return to. */
  enter(node: LaidOutNode): Place {
    const outer = this.current;
    this.current = this.#placeOf(node, outer);
    return outer;
  }

  /** Where a line of text belongs. */
  get forText(): Place {
    if (!isArtifact(this.current) && !HOLDS_TEXT.has(this.current.type))
      throw new ModelError(`text directly in ${this.current.type}`);
    return this.current;
  }

  /** Where the mark before a list item belongs. */
  get forLabel(): Place {
    if (isArtifact(this.current)) return this.current;
    const label = this.current.closest('LI')?.kids[0];
    return label instanceof StructureElement ? label : DECORATION;
  }

  /** Where a drawn shape belongs. */
  get forShape(): Place {
    return this.current.type === 'Figure' || this.current.type === 'Form' || isArtifact(this.current)
      ? this.current
      : DECORATION;
  }

  #placeOf(node: LaidOutNode, outer: Place): Place {
    if (isArtifact(outer)) return outer;
    const planned = this.#planned.get(node);
    const tag = node['tag'] as Tag | undefined;
    if (planned && !tag) return planned;
    const parent = planned ?? outer;
    if (!tag) return this.#untagged(node, parent);
    switch (tag.as) {
      case 'artifact':
        return DECORATION;
      case 'layout':
        return parent;
      case 'L':
        return this.#list(node, parent);
      case 'Table':
        return node['table'] ? this.#table(node, parent, tag.rowHeaders ?? 0) : new StructureElement('Table', parent);
      case 'TOC':
        return this.#contents(node, parent);
      case 'Figure':
        if (isBlank(tag.alt)) throw new ModelError('a figure without description');
        return new StructureElement('Figure', parent, { alt: tag.alt });
      default:
        return new StructureElement(tag.as, parent, tag.lang ? { lang: tag.lang } : {});
    }
  }

  #untagged(node: LaidOutNode, parent: StructureElement): StructureElement {
    if (node['table']) throw new ModelError('a table that says neither what it holds nor that it only places things');
    if (node['ul'] || node['ol']) throw new ModelError('a list without tag');
    if ((node['canvas'] || node['qr']) && parent.type !== 'Figure' && parent.type !== 'Form')
      throw new ModelError('a figure without description');
    return parent;
  }

  #list(node: LaidOutNode, parent: StructureElement): StructureElement {
    const list = new StructureElement('L', parent, {
      attributes: { O: 'List', ListNumbering: node['ol'] ? 'Decimal' : 'Disc' },
    });
    for (const item of (node['ul'] ?? node['ol']) as LaidOutNode[]) {
      const entry = new StructureElement('LI', list);
      const label = new StructureElement('Lbl', entry, node['ul'] ? { actualText: '•' } : {});
      // the mark before an item is a drawn dot, placed when its first line is
      const dot = (item['listMarker'] as { canvas?: [Vector] } | undefined)?.canvas?.[0];
      if (dot) dot.element = label;
      this.#planned.set(item, new StructureElement('LBody', entry));
    }
    return list;
  }

  #table(node: LaidOutNode, parent: StructureElement, rowHeaders: number): StructureElement {
    const { body, headerRows = 0 } = node['table'] as { body: Cell[][]; headerRows?: number };
    if (headerRows === 0 && rowHeaders === 0) throw new ModelError('a table without header');
    // a stack around table and caption is the table
    const table = parent.type === 'Table' ? parent : new StructureElement('Table', parent);
    const head = headerRows > 0 ? new StructureElement('THead', table) : null;
    const rest = new StructureElement('TBody', table);
    body.forEach((row, index) => {
      const inHead = index < headerRows;
      const line = new StructureElement('TR', inHead ? head : rest);
      row.forEach((cell, column) => {
        if (cell._span) return;
        const isHeader = inHead || column < rowHeaders;
        const scope = isHeader ? { Scope: inHead ? ('Column' as const) : ('Row' as const) } : {};
        const spans = {
          ...(cell.colSpan! > 1 && { ColSpan: cell.colSpan! }),
          ...(cell.rowSpan! > 1 && { RowSpan: cell.rowSpan! }),
        };
        const attributes = { O: 'Table' as const, ...scope, ...spans };
        this.#planned.set(
          cell,
          new StructureElement(isHeader ? 'TH' : 'TD', line, {
            once: inHead,
            ...(Object.keys(attributes).length > 1 && { attributes }),
          }),
        );
      });
    });
    return table;
  }

  #contents(node: LaidOutNode, parent: StructureElement): StructureElement {
    const contents = new StructureElement('TOC', parent);
    for (const row of (node['table'] as { body: Cell[][] }).body) {
      const reference = new StructureElement('Reference', new StructureElement('TOCI', contents));
      for (const cell of row) this.#planned.set(cell, reference);
    }
    return contents;
  }
}
