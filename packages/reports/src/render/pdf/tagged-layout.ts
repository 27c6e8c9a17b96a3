import { ModelError } from '../../model.ts';
import { measureFast } from './fast-inlines.ts';
import {
  type Inline,
  type LaidOutNode,
  type Line,
  type Measure,
  type PageWriter,
  PdfmakeLayout,
  type Vector,
} from './pdfmake.ts';
import { StructurePlan } from './plan-structure.ts';
import { PAGINATION } from './structure-element.ts';

const LOST = 'something is taller than a page and would be lost';

/**
 * pdfmake's layout that notes with each line and shape to which element of the structure tree it belongs, keeps headings
 * with what follows, and never loses anything silently.
 */
export class TaggedLayout extends PdfmakeLayout {
  plan = new StructurePlan();
  #writer: PageWriter | undefined;
  #measure: Measure | undefined;

  /** pdfmake sets a new writer for each try; its methods are what the notes are made in. */
  override get writer(): PageWriter {
    return this.#writer!;
  }

  override set writer(writer: PageWriter) {
    this.plan = new StructurePlan();
    this.#writer = noted(writer, () => this.plan);
  }

  override get docMeasure(): Measure {
    return this.#measure!;
  }

  override set docMeasure(measure: Measure) {
    measureFast(measure.textInlines);
    this.#measure = measure;
  }

  override processNode(node: LaidOutNode, allowed?: boolean): void {
    // pictures come as drawings only: no file, address or foreign SVG is ever opened
    if (node['image'] || node['svg'] || node['attachment']) throw new ModelError('a picture that is no drawing');
    this.#keepTogether(node);
    const outer = this.plan.enter(node);
    try {
      super.processNode(node, allowed);
    } finally {
      this.plan.current = outer;
    }
  }

  /** A letter of two units may not be cut in two where a long word is. */
  override buildNextLine(node: { readonly _inlines?: Inline[] }): Line | null {
    const line = super.buildNextLine(node);
    const [last, next] = [line?.inlines.at(-1), node._inlines?.[0]];
    if (!line || !last || !next || !/[\ud800-\udbff]$/.test(last.text)) return line;
    const cut = last.text.length > 1 ? -1 : 1;
    const all = last.text + next.text;
    const at = last.text.length + cut;
    const before = last.width;
    for (const [inline, text] of [
      [last, all.slice(0, at)],
      [next, all.slice(at)],
    ] as const) {
      inline.text = text;
      inline.width = inline.font.widthOfString(text, inline.fontSize);
    }
    line.inlineWidths += last.width - before;
    return line;
  }

  override addHeadersAndFooters(header: unknown, footer: unknown): void {
    this.plan.current = PAGINATION;
    super.addHeadersAndFooters(header, footer);
    this.plan.current = this.plan.root;
  }

  /** A node may say how much room it wants below its top, so that it never stands alone at the foot of a page. */
  #keepTogether(node: LaidOutNode): void {
    const wanted = node['room'];
    const { writer } = this;
    if (typeof wanted !== 'number' || writer.transactionLevel > 0) return;
    const context = writer.context();
    const { top, bottom } = context.pageMargins;
    const whole = context.getCurrentPage().pageSize.height - top - bottom;
    if (context.availableHeight < Math.min(wanted, whole) && context.y > top) writer.moveToNextPage();
  }
}

function noted(writer: PageWriter, plan: () => StructurePlan): PageWriter {
  const { addLine, addVector, addCanvas, addQr, addFragment } = writer;
  const placed = (done: unknown): unknown => {
    if (!done) throw new ModelError(LOST);
    return done;
  };
  writer.addLine = (line: Line, isMarker, index) => {
    line.element = isMarker === true ? plan().forLabel : plan().forText;
    return placed(addLine.call(writer, line, isMarker, index));
  };
  writer.addVector = (vector: Vector, ...rest) => {
    vector.element ??= plan().forShape;
    return addVector.call(writer, vector, ...rest);
  };
  writer.addCanvas = (node, index) => placed(addCanvas.call(writer, node, index));
  writer.addQr = (node, index) => placed(addQr.call(writer, node, index));
  writer.addFragment = (...fragment) => placed(addFragment.apply(writer, fragment));
  return writer;
}
