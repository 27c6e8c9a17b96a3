import { ModelError } from '../../model.ts';
import type { PdfDocument } from './pdfmake.ts';
import type { Reference } from './reference.ts';
import { type Artifact, PAGINATION, StructureElement } from './structure-element.ts';

/** Marks what is drawn on pages with the element of the structure tree that it belongs to. */
export class MarkedContent {
  readonly #document: PdfDocument;
  readonly #references = new Map<StructureElement, Reference>();
  #open: StructureElement | Artifact | null = null;
  #page = 0;

  constructor(document: PdfDocument) {
    this.#document = document;
  }

  /** The object of an element in the file. */
  referenceOf(element: StructureElement): Reference {
    const known = this.#references.get(element) ?? this.#document.ref({ Type: 'StructElem', S: element.type });
    this.#references.set(element, known);
    return known;
  }

  /** What is drawn from now on belongs to this element or artifact. */
  open(place: StructureElement | Artifact): void {
    const wanted = this.#onceOnly(place);
    if (this.#open === wanted) return;
    this.close();
    this.#document.addContent(
      wanted instanceof StructureElement
        ? `/${wanted.type} <</MCID ${this.#number(wanted)}>> BDC`
        : `/Artifact <<${wanted.properties}>> BDC`,
    );
    this.#open = wanted;
  }

  /** Ends what is open; has to be done at the end of a page. */
  close(): void {
    if (this.#open) this.#document.addContent('EMC');
    this.#open = null;
  }

  /** A next page has begun. */
  turnPage(): void {
    this.#page += 1;
  }

  /**
   * Puts an annotation into an element.
   *
   * @param annotate makes the annotation on the current page, with these options among its own
   */
  annotation(
    element: StructureElement,
    contents: string,
    annotate: (options: { Contents: object; StructParent: number }) => void,
  ): void {
    const { page } = this.#document;
    const before = page.annotations.length;
    const key = this.#document.createStructParentTreeNextKey();
    // a String object is a text in the file, a primitive one would be a name
    annotate({ Contents: Object(contents) as object, StructParent: key });
    const annotation = page.annotations[before];
    if (!annotation) throw new ModelError('an annotation that was not made');
    element.kids.push({ page: page.dictionary, annotation });
    this.#document.getStructParentTree().add(key, this.referenceOf(element));
  }

  /** The header of a table that goes on is read once. */
  #onceOnly(place: StructureElement | Artifact): StructureElement | Artifact {
    if (!(place instanceof StructureElement) || !place.options.once) return place;
    place.onPage ??= this.#page;
    return place.onPage === this.#page ? place : PAGINATION;
  }

  #number(element: StructureElement): number {
    const { page } = this.#document;
    const marked = this.#document.getStructParentTree().get(page.structParentTreeKey);
    marked.push(this.referenceOf(element));
    element.kids.push({ page: page.dictionary, mcid: marked.length - 1 });
    return marked.length - 1;
  }
}
