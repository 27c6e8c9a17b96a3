import { HALO } from '../../drawing/drawing.ts';
import { channels, toOperators, type WriteText } from '../../drawing/to-operators.ts';
import { ModelError } from '../../model.ts';
import { MarkedContent } from './marked-content.ts';
import {
  type Inline,
  type Line,
  type Outline,
  type Page,
  type PageTarget,
  type PdfDocument,
  PdfmakeRenderer,
  type Vector,
} from './pdfmake.ts';
import { type Artifact, DECORATION, StructureElement } from './structure-element.ts';
import { textOperators } from './write-text.ts';
import { writeStructure } from './write-structure.ts';
import { type Shape, shapeOperators } from './write-shape.ts';
import { FAMILY } from './fonts.ts';
import { COLORS } from './look.ts';

/** Draws pages with marked content and the structure tree. Texts and shapes are written as few operators. */
export class TaggedRenderer extends PdfmakeRenderer {
  readonly #marked: MarkedContent;
  readonly #root: StructureElement;
  readonly #watermark: string | undefined;
  readonly #outlines = new Map<string, Outline>();

  /** @param watermark stands across every page, behind what is written; nobody hears it */
  constructor(document: PdfDocument, root: StructureElement, watermark?: string) {
    super(document);
    this.#watermark = watermark;
    this.#marked = new MarkedContent(document);
    this.#root = root;
  }

  override renderPages(pages: readonly Page[]): void {
    const { pdfDocument } = this;
    const addPage = pdfDocument.addPage.bind(pdfDocument);
    pdfDocument.addPage = (options) => {
      this.#marked.close();
      this.#marked.turnPage();
      const page = addPage(options);
      if (this.#watermark) this.#across(this.#watermark);
      return page;
    };
    super.renderPages(pages);
    this.#marked.close();
    writeStructure(pdfDocument, this.#marked, this.#root);
  }

  override renderLine(line: Line, x: number, y: number): void {
    const place = line.element ?? DECORATION;
    if (line._outline) this.#bookmark(line._outline);
    if (line._pageNodeRef && line.inlines[0]) numberOf(line._pageNodeRef, line.inlines[0]);
    if (line.id) this.pdfDocument.addNamedDestination(line.id, 'XYZ', x, y, null);
    const baseline = y + line.getAscenderHeight();
    for (const stretch of stretchesOf(line.inlines)) {
      if (place instanceof StructureElement && (stretch.link || stretch.linkToDestination)) {
        this.#link(place, stretch, x, y, baseline);
        continue;
      }
      // what leads to the same place further on is another link, which stands there
      if (place instanceof StructureElement && stretch.text.trim() !== '') place.links.clear();
      this.#write(placeOf(stretch, place), stretch, x, baseline);
    }
  }

  override renderVector(vector: Vector): void {
    const place = vector.element ?? DECORATION;
    if (place instanceof StructureElement && place.type === 'Figure') place.box = this.#around(vector, place.box);
    this.#marked.open(place);
    const shape = vector as unknown as Shape;
    this.pdfDocument.addContent(
      shape.drawing ? toOperators(shape.drawing, [vector.x, vector.y], this.#labels) : shapeOperators(shape),
    );
  }

  readonly #labels: WriteText = ({ at: [x, y], text, size, color, halo, strong, anchor }) => {
    const font = this.pdfDocument.provideFont(FAMILY, strong === true, false);
    const width = anchor ? font.widthOfString(text, size) : 0;
    const left = anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x;
    const written = textOperators(this.pdfDocument, { text, font, size, color, x: left, y });
    return halo ? `q ${channels(halo)} RG ${HALO} w 1 j [] 0 d 1 Tr\n${written}\nQ\n${written}` : written;
  };

  /** From the lower left to the upper right, as large as the page. */
  #across(text: string): void {
    const font = this.pdfDocument.provideFont(FAMILY, true, false);
    const { width, height } = this.pdfDocument.page;
    const size = (0.8 * Math.hypot(width, height)) / font.widthOfString(text, 1);
    const [cosine, sine] = [width / Math.hypot(width, height), height / Math.hypot(width, height)];
    const written = textOperators(this.pdfDocument, {
      text,
      font,
      size,
      color: COLORS.watermark,
      x: -font.widthOfString(text, size) / 2,
      y: size / 3,
    });
    this.#marked.open(DECORATION);
    this.pdfDocument.addContent(`q ${cosine} ${-sine} ${sine} ${cosine} ${width / 2} ${height / 2} cm\n${written}\nQ`);
  }

  #write(
    place: StructureElement | Artifact,
    { text, font, fontSize, color, x: offset }: Inline,
    x: number,
    baseline: number,
  ): void {
    if (text === '') return;
    this.#marked.open(place);
    this.pdfDocument.addContent(
      textOperators(this.pdfDocument, { text, font, size: fontSize, color, x: x + offset, y: baseline }),
    );
  }

  #link(place: StructureElement, stretch: Inline, x: number, y: number, baseline: number): void {
    const { link, linkToDestination, text, width } = stretch;
    if (link && !/^(https:\/\/|mailto:)/.test(link))
      throw new ModelError('a link to something else than https or mailto');
    const target = link ?? `#${linkToDestination}`;
    const element = place.links.get(target) ?? new StructureElement('Link', place);
    place.links.set(target, element);
    this.#write(element, stretch, x, baseline);
    this.#marked.annotation(
      element,
      stretch.linkTitle ?? (link ? `${text.trim()} (${link})` : text.trim()),
      (options) => {
        const left = x + stretch.x;
        if (link) this.pdfDocument.link(left, y, width, stretch.height, link, options);
        else this.pdfDocument.goTo(left, y, width, stretch.height, linkToDestination!, options);
      },
    );
  }

  #bookmark({ id, parentId, text, expanded }: NonNullable<Line['_outline']>): void {
    const parent = (parentId && this.#outlines.get(parentId)) || this.pdfDocument.outline;
    const added = parent.addItem(text, { expanded });
    if (id) this.#outlines.set(id, added);
  }

  #around({ x, y, w, h }: Vector, known: StructureElement['box']): StructureElement['box'] {
    const { height } = this.pdfDocument.page;
    const box: [number, number, number, number] = [x, height - y - h, x + w, height - y];
    return known
      ? [Math.min(known[0], box[0]), Math.min(known[1], box[1]), Math.max(known[2], box[2]), Math.max(known[3], box[3])]
      : box;
  }
}

/** A text in another language is an element of its own. */
function placeOf({ lang }: Inline, place: StructureElement | Artifact): StructureElement | Artifact {
  return lang && place instanceof StructureElement ? new StructureElement('Span', place, { lang }) : place;
}

/** Words beside each other that look the same are written in one go. */
function stretchesOf(inlines: readonly Inline[]): Inline[] {
  const stretches: Inline[] = [];
  for (const inline of inlines) {
    const last = stretches.at(-1);
    const isSame =
      last &&
      last.font === inline.font &&
      last.fontSize === inline.fontSize &&
      last.color === inline.color &&
      last.link === inline.link &&
      last.linkToDestination === inline.linkToDestination &&
      last.lang === inline.lang;
    if (isSame && Math.abs(last.x + last.width - inline.x) < 0.01)
      stretches[stretches.length - 1] = { ...last, text: last.text + inline.text, width: last.width + inline.width };
    else stretches.push(inline);
  }
  return stretches;
}

/** The page number of a heading takes the place of the digits that kept it free. */
function numberOf({ positions }: PageTarget, inline: Inline): void {
  const page = positions?.[0]?.pageNumber;
  if (page === undefined) throw new ModelError('a reference to a heading that is not there');
  inline.text = String(page);
  const width = inline.font.widthOfString(inline.text, inline.fontSize);
  if (inline.alignment === 'right') inline.x += inline.width - width;
  inline.width = width;
}
