/** Colours that every document has; those of the municipality come from its house style. */
export const COLORS = {
  ink: '#1b1f24',
  quiet: '#444b55',
  rule: '#b8bec8',
  warning: '#7a5b00',
  warningPaper: '#fff7e0',
  watermark: '#f6ecd2',
} as const;

/** A4, with margins in points: left, top, right, bottom. */
export const PAGE = { width: 595.28, height: 841.89, margins: { left: 48, top: 60, right: 48, bottom: 56 } } as const;

/** Sizes of headings, with the room that each wants below its top so that it does not stand alone. */
export const HEADINGS = {
  2: { fontSize: 15, bold: true, margin: [0, 14, 0, 4], room: 80 },
  3: { fontSize: 11.5, bold: true, margin: [0, 9, 0, 2], room: 62 },
} as const;

/** Lines and fills of tables. @param head colour behind the headers */
export const tableLayout = (head: string): object => ({
  defaultBorder: true,
  hLineWidth: () => 0.5,
  vLineWidth: () => 0,
  hLineColor: () => COLORS.rule,
  // a line of text has its own room below
  paddingTop: () => 4,
  paddingBottom: () => 1.5,
  paddingLeft: () => 5,
  paddingRight: () => 7,
  fillColor: (row: number) => (row === 0 ? head : null),
});

/** A frame around a warning. */
export const FRAME_LAYOUT = {
  hLineWidth: () => 1,
  vLineWidth: () => 1,
  hLineColor: () => COLORS.warning,
  vLineColor: () => COLORS.warning,
  fillColor: () => COLORS.warningPaper,
};

/** Dotted lines below the entries of a table of contents. */
export const CONTENTS_LAYOUT = {
  hLineWidth: (row: number) => (row === 0 ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: () => COLORS.rule,
  hLineStyle: () => ({ dash: { length: 1, space: 2 } }),
  paddingTop: () => 2,
  paddingBottom: () => 2,
  paddingLeft: () => 0,
  paddingRight: () => 0,
};
