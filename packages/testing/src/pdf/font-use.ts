import type { Faults } from './fault.ts';
import { metricsOf } from './font-metrics.ts';
import type { PdfDict, PdfFile } from './read-pdf.ts';
import { glyphsOf, toUnicode } from './to-unicode.ts';

/** Which glyphs of which fonts a file shows, and whether they are there, as wide as said, and can be read out. */
export class FontUse {
  readonly #file: PdfFile;
  readonly #faults: Faults;
  readonly #shown = new Map<string, Set<number>>();

  constructor(file: PdfFile, faults: Faults) {
    this.#file = file;
    this.#faults = faults;
  }

  /** Notes that a page shows text. */
  shows(font: string, operands: readonly string[], place: string): void {
    const glyphs = this.#shown.get(font) ?? new Set<number>();
    this.#shown.set(font, glyphs);
    for (const glyph of glyphsOf(operands)) glyphs.add(glyph);
    this.#faults.add(glyphs.has(0), 'UA 7.21.8', `${place}: a character without glyph`);
  }

  /** Checks every font that is used. */
  check(): void {
    for (const [reference, glyphs] of this.#shown) this.#font(reference, glyphs);
  }

  #font(reference: string, glyphs: ReadonlySet<number>): void {
    const file = this.#file;
    const font = file.dict(reference);
    const name = file.name(font['/BaseFont']);
    const fault = (when: boolean, rule: string, problem: string): void =>
      this.#faults.add(when, rule, `${name}: ${problem}`);
    fault(
      file.name(font['/Subtype']) !== 'Type0' || file.name(font['/Encoding']) !== 'Identity-H',
      'UA 7.21.3',
      'is not composite',
    );
    const [first] = file.list(font['/DescendantFonts']);
    const descendant = file.dict(first);
    const system = file.dict(descendant['/CIDSystemInfo']);
    fault(
      file.text(system['/Registry']) !== 'Adobe' || file.text(system['/Ordering']) !== 'Identity',
      'UA 7.21.3.1',
      'character collection',
    );
    const descriptor = file.dict(descendant['/FontDescriptor']);
    fault(!/^[A-Z]{6}\+/.test(name) || file.name(descriptor['/FontName']) !== name, 'A 6.2.11', 'name of the subset');
    const program = file.stream(descriptor['/FontFile2']);
    const compact = descriptor['/FontFile3'] !== undefined;
    fault(program.length === 0 && !compact, 'UA 7.21.4', 'is not embedded');
    fault(!compact && file.name(descendant['/CIDToGIDMap']) !== 'Identity', 'UA 7.21.3.2', 'no map of glyphs');
    this.#unicode(font, glyphs, fault);
    if (program.length > 0) this.#widths(descendant, program, glyphs, fault);
  }

  #unicode(
    font: PdfDict,
    glyphs: ReadonlySet<number>,
    fault: (when: boolean, rule: string, problem: string) => void,
  ): void {
    const map = toUnicode(this.#file, font);
    for (const glyph of glyphs) {
      const code = map.get(glyph) ?? '';
      fault(code === '' || /^(0000|fffe|feff)/i.test(code), 'UA 7.21.7', `glyph ${glyph} cannot be read out`);
      fault(/^(e[0-9a-f]|f[0-8])[0-9a-f]{2}/i.test(code), 'A 6.2.11.7.3', `glyph ${glyph} has a private meaning`);
    }
  }

  #widths(
    descendant: PdfDict,
    program: Buffer,
    glyphs: ReadonlySet<number>,
    fault: (when: boolean, rule: string, problem: string) => void,
  ): void {
    const widths = this.#file.list(this.#file.list(descendant['/W'])[1]).map(Number);
    const metrics = metricsOf(program);
    for (const glyph of glyphs) {
      fault(glyph >= metrics.count, 'UA 7.21.4', `glyph ${glyph} is not embedded`);
      fault(
        Math.abs((widths[glyph] ?? 1_000) - metrics.widthOf(glyph)) > 1,
        'UA 7.21.5',
        `glyph ${glyph} is ${widths[glyph]} or ${metrics.widthOf(glyph)} wide`,
      );
    }
  }
}
