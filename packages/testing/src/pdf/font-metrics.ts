/** How many glyphs a TrueType font has, and how wide they are in thousandths. */
export function metricsOf(program: Buffer): { count: number; widthOf(glyph: number): number } {
  const tables = new Map<string, number>();
  for (let index = 0; index < program.readUInt16BE(4); index += 1) {
    const entry = 12 + index * 16;
    tables.set(program.toString('latin1', entry, entry + 4), program.readUInt32BE(entry + 8));
  }
  const at = (table: string): number => {
    const offset = tables.get(table);
    if (offset === undefined) throw new Error(`the font has no table ${table}`);
    return offset;
  };
  const unitsPerEm = program.readUInt16BE(at('head') + 18);
  const measured = program.readUInt16BE(at('hhea') + 34);
  const widths = at('hmtx');
  return {
    count: program.readUInt16BE(at('maxp') + 4),
    // the last width holds for all that follow
    widthOf: (glyph) => (program.readUInt16BE(widths + Math.min(glyph, measured - 1) * 4) * 1_000) / unitsPerEm,
  };
}
