import type { Block } from './model.ts';

/** A heading that a reader can go to. */
export interface Entry {
  /** Index of the heading among the blocks. */
  readonly index: number;
  readonly level: 2 | 3;
  readonly text: string;
}

/** Fewer headings than this need no table of contents. */
const WORTH_IT = 5;
/** With more entries, only the highest level is listed. */
const LONGEST = 60;

/** Name of a heading within its document. */
export const anchorOf = (index: number): string => `section-${String(index).padStart(6, '0')}`;

/** The table of contents of a document; empty when there is too little to choose from, and for forms, which are handed out one by one. */
export function contentsOf(blocks: readonly Block[]): Entry[] {
  if (blocks.some(({ kind }) => kind === 'field' || kind === 'ballot')) return [];
  const all = blocks.flatMap((block, index): Entry[] =>
    block.kind === 'heading' ? [{ index, level: block.level, text: block.text }] : [],
  );
  const main = all.filter((entry) => entry.level === 2);
  if (all.length < WORTH_IT) return [];
  return all.length > LONGEST ? main : all;
}
