import { compose } from '../documents/compose.ts';
import type { Run } from '../model.ts';
import type { ReportLanguage, ReportSnapshot } from '../snapshot.ts';
import { writingOf } from '../texts/format.ts';
import type { DocumentKind } from '@buurtbalans/domain';

/** A part of a document that somebody can react to: a paragraph, a list or a table, under its heading. */
export interface Part {
  /** What it is: of a finding its id and field, of all else the subject and the place there. It stays whatever stands around it. */
  readonly id: string;
  readonly heading: string;
  /** What it says, a line for each item or row. */
  readonly lines: readonly string[];
}

const said = (runs: readonly Run[]): string =>
  runs
    .map(({ text }) => text)
    .join('')
    .replace(/( ?\[\d+\])+/g, '')
    .trim();

/** Parts of a document in their order, up to its numbered sources: what is said, and not what it rests on. */
export function partsOf(snapshot: ReportSnapshot, document: DocumentKind, language: ReportLanguage): Part[] {
  const { texts } = writingOf(language);
  const { title, blocks } = compose(snapshot, document, language);
  const parts: Part[] = [];
  let heading: string = title;
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'heading') heading = block.text;
    if (block.kind === 'heading' && block.text === texts.evidence.numbered) break;
    const lines =
      block.kind === 'paragraph'
        ? [said(block.runs)]
        : block.kind === 'note'
          ? [block.text]
          : block.kind === 'list'
            ? block.items.map(said)
            : block.kind === 'table'
              ? [block.caption, ...block.rows.map((row) => row.join(' · '))]
              : [];
    const told = lines.filter((line) => line !== '');
    if (told.length > 0) parts.push({ id: block.part ?? `${block.kind}.${index}`, heading, lines: told });
  }
  return parts;
}
