import { anchorOf, contentsOf } from '../../contents.ts';
import { type HouseStyle, NEUTRAL_STYLE } from '../../house-style/house-style.ts';
import { anchorIn, type Block, type ReportDocument, type Run } from '../../model.ts';
import type { Furniture } from '../../texts/furniture.ts';
import { COLORS, CONTENTS_LAYOUT, FRAME_LAYOUT, HEADINGS, PAGE, tableLayout } from './look.ts';
import { ballotNode, fieldNode, pageNode } from './fields.ts';
import { titleOf } from './identity.ts';
import { tableNode } from './table-definition.ts';
import type { Node } from './tag.ts';
import { typeset } from './typeset.ts';

/** What pdfmake's layout lays out. */
export interface Definition {
  readonly content: readonly Node[];
  readonly header: (page: number) => Node | null;
  readonly footer: (page: number, pages: number) => Node;
}

/** Headings under which a document begins on a new page after its table of contents. */
const LONG = 30;

function runsOf(runs: readonly Run[], place: string, { brand }: HouseStyle): Node[] {
  return runs.flatMap(({ text, strong, lang, link, to, called }) =>
    typeset(text, place).map((piece) => ({
      ...piece,
      ...(strong && { bold: true }),
      ...(lang && { lang }),
      ...(link && { link, color: brand }),
      ...(to && { linkToDestination: to, linkTitle: called ?? text, color: brand }),
    })),
  );
}

/** Text that may be a place which links lead to. */
function placed(runs: readonly Run[], place: string, style: HouseStyle): Node {
  const anchor = anchorIn(runs);
  return { text: runsOf(runs, place, style), ...(anchor && { id: anchor }) };
}

/** The definition of a document: what is laid out, with what each part is in the structure tree. */
export function definitionOf(document: ReportDocument, words: Furniture): Definition {
  const { title, subtitle, marks, style = NEUTRAL_STYLE, blocks } = document;
  const footer = [style.name, document.footer].filter(Boolean).join(' · ');
  const { brand } = style;
  const entries = contentsOf(blocks);
  let heading = title;
  const nodes = blocks.map((block, index) => {
    if (block.kind === 'heading') heading = block.text;
    return blockNode(block, index, heading, blocks, style);
  });
  const running = shortened(titleOf(document), 110);
  return {
    content: [
      ...houseNodes(style),
      {
        canvas: [{ type: 'rect', x: 0, y: 0, w: 64, h: 5, color: brand }],
        tag: { as: 'artifact' },
        margin: [0, 0, 0, 10],
      },
      {
        text: [
          ...typeset(`${title} `, title).map((piece) => ({ ...piece, fontSize: 26, bold: true, color: brand })),
          { text: '\n' },
          ...typeset(subtitle, title).map((piece) => ({ ...piece, fontSize: 16, color: COLORS.ink })),
        ],
        tag: { as: 'H1' },
        id: 'title',
        outline: true,
        outlineText: titleOf(document),
        outlineExpanded: true,
        lineHeight: 1.15,
        margin: [0, 0, 0, 10],
      },
      ...marks.map((mark): Node => ({
        table: { widths: ['*'], body: [[{ text: typeset(mark, title), tag: { as: 'P' }, margin: [4, 3, 4, 3] }]] },
        layout: FRAME_LAYOUT,
        tag: { as: 'layout' },
        margin: [0, 2, 0, 4],
      })),
      ...(entries.length > 0 ? contentsNodes(entries, words, brand) : []),
      ...(entries.length > 0 && blocks.length > LONG
        ? [{ text: '', tag: { as: 'artifact' as const }, pageBreak: 'after' }]
        : []),
      ...nodes,
    ],
    header: (page) => (page === 1 ? null : runningHead(running, marks)),
    footer: (page, pages) => ({
      columns: [
        { text: typeset(shortened(footer, 90), footer) },
        { text: words.page(page, pages), alignment: 'right', width: 80 },
      ],
      fontSize: 8,
      color: COLORS.quiet,
      margin: [PAGE.margins.left, 16, PAGE.margins.right, 0],
    }),
  };
}

const shortened = (text: string, limit: number): string =>
  text.length > limit ? `${text.slice(0, limit - 1).trimEnd()}…`.toWellFormed() : text;

function runningHead(running: string, marks: readonly string[]): Node {
  return {
    stack: [
      { text: typeset(running, running) },
      // each on a line of its own: cut at its end, and never before its first word
      ...marks.map((mark) => ({ text: typeset(shortened(mark, 130), running), color: COLORS.warning })),
    ],
    fontSize: 7.5,
    color: COLORS.quiet,
    margin: [PAGE.margins.left, 18, PAGE.margins.right, 0],
  };
}

function contentsNodes(entries: ReturnType<typeof contentsOf>, words: Furniture, brand: string): Node[] {
  const rows = entries.map(({ index, level, text }) => {
    const linkTitle = words.goTo(text);
    const look = { linkTitle, bold: level === 2 };
    return [
      {
        text: typeset(`${text} `, text).map((piece) => ({ ...piece, linkToDestination: anchorOf(index), ...look })),
        margin: [level === 2 ? 0 : 14, 0, 8, 0],
      },
      { pageReference: anchorOf(index), alignment: 'right', ...look },
    ];
  });
  return [
    { text: words.contents, ...HEADINGS[2], color: brand, tag: { as: 'H2' } },
    {
      table: { widths: ['*', 34], body: rows },
      layout: CONTENTS_LAYOUT,
      tag: { as: 'TOC' },
      fontSize: 9.5,
      margin: [0, 2, 0, 8],
    },
  ];
}

/** Whose document it is: its logo, or its name. */
function houseNodes({ name, brand, logo }: HouseStyle): Node[] {
  const margin = [0, 0, 0, 14];
  if (logo)
    return [
      {
        canvas: [{ type: 'rect', x: 0, y: 0, w: logo.drawing.width, h: logo.drawing.height, drawing: logo.drawing }],
        tag: { as: 'Figure', alt: logo.alt },
        margin,
      },
    ];
  return name === '' ? [] : [{ text: typeset(name, name), bold: true, color: brand, tag: { as: 'P' }, margin }];
}

function blockNode(block: Block, index: number, heading: string, blocks: readonly Block[], style: HouseStyle): Node {
  switch (block.kind) {
    case 'heading': {
      const { room: _, ...look } = HEADINGS[block.level];
      const id = anchorOf(index);
      const under =
        block.level === 2
          ? 'title'
          : anchorOf(
              blocks.findLastIndex((other, place) => place < index && other.kind === 'heading' && other.level === 2),
            );
      return {
        text: runsOf(block.runs, block.text, style),
        ...look,
        color: block.level === 2 ? style.brand : COLORS.ink,
        tag: { as: `H${block.level}` },
        id,
        outline: true,
        outlineText: block.text,
        outlineParentId: under,
        room: roomAt(blocks, index),
      };
    }
    case 'paragraph':
      return {
        ...placed(block.runs, heading, style),
        tag: { as: 'P' },
        margin: [0, 2, 0, 4],
        ...(leads(block, blocks[index + 1]) && { room: roomAt(blocks, index) }),
      };
    case 'note':
      return {
        text: typeset(block.text, heading),
        tag: { as: 'Note' },
        color: COLORS.quiet,
        fontSize: 9,
        margin: [0, 3, 0, 5],
      };
    case 'list':
      return {
        ul: block.items.map((item) => ({ ...placed(item, heading, style), margin: [0, 0, 0, 1.5] })),
        tag: { as: 'L' },
        margin: [0, 2, 0, 6],
      };
    case 'figure': {
      const { drawing, alt, caption } = block;
      const { width, height } = drawing;
      const picture = {
        canvas: [{ type: 'rect', x: 0, y: 0, w: width, h: height, drawing }],
        tag: { as: 'Figure' as const, alt },
      };
      const below = {
        text: typeset(`${caption}. ${alt}`, caption),
        tag: { as: 'Caption' as const },
        fontSize: 9,
        color: COLORS.quiet,
        margin: [0, 4, 0, 0],
      };
      return { stack: [picture, below], tag: { as: 'Div' }, margin: [0, 4, 0, 8], room: roomAt(blocks, index) };
    }
    case 'table':
      return tableNode(block, heading, tableLayout(style.soft));
    case 'field':
      return fieldNode(block.field, heading);
    case 'ballot':
      return ballotNode(block, heading);
    case 'page':
      return pageNode();
  }
}

/** Longest paragraph, in signs, that belongs to what comes below it: two lines. */
const SHORT = 200;
/** Whether a paragraph says what comes below it: the two stand together. */
const leads = ({ runs }: Extract<Block, { kind: 'paragraph' }>, next: Block | undefined): boolean =>
  (next?.kind === 'list' || next?.kind === 'figure') &&
  runs.reduce((length, { text }) => length + text.length, 0) <= SHORT;

/** How much room a block wants so as to stand with what it heads or leads to, however many headings come between. */
function roomAt(blocks: readonly Block[], index: number): number {
  const block = blocks[index];
  if (block?.kind === 'heading') return HEADINGS[block.level].room + roomAt(blocks, index + 1);
  if (block?.kind === 'paragraph' && leads(block, blocks[index + 1])) return 60 + roomAt(blocks, index + 1);
  if (block?.kind === 'figure') return block.drawing.height + 40;
  return block?.kind === 'table' ? 60 : 0;
}
