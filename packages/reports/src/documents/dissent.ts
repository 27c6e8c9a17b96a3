import { type Block, heading, list, paragraph, type Run } from '../model.ts';
import type { ReportSnapshot } from '../snapshot.ts';
import type { Writing } from '../texts/format.ts';
import type { Texts } from '../texts/texts.ts';

type Asked = Pick<ReportSnapshot, 'dissent' | 'findings' | 'dissentConcluded'>;

/** Somebody who sees something differently. `finding`: the number of what it is about; null where that is the whole. */
export interface Dissent {
  readonly organisation: string;
  readonly text: string;
  readonly finding: number | null;
}

/** All dissent, about the whole first. */
export const dissentOf = ({ dissent, findings }: Pick<Asked, 'dissent' | 'findings'>): Dissent[] => [
  ...dissent.map((one) => ({ ...one, finding: null })),
  ...findings.flatMap(({ number, dissent: here }) => here.map((one) => ({ ...one, finding: number }))),
];

/** A sentence about dissent; two versions of a document say the same of something, or something else. */
interface DissentSaid {
  readonly about: 'elsewhere' | 'asked';
  readonly text: string;
}

/** What every form says about dissent beside the words themselves: where they stand, who was not asked, that nobody differs. */
export function dissentSaid(snapshot: Asked, texts: Texts): DissentSaid[] {
  const all = dissentOf(snapshot);
  const elsewhere = [...new Set(all.flatMap(({ finding }) => finding ?? []))];
  return [
    ...(elsewhere.length > 0 ? [{ about: 'elsewhere' as const, text: texts.dissentElsewhere(elsewhere) }] : []),
    ...(snapshot.dissentConcluded ? [] : [{ about: 'asked' as const, text: texts.dissentOpen }]),
    ...(snapshot.dissentConcluded && all.length === 0 ? [{ about: 'asked' as const, text: texts.noDissent }] : []),
  ];
}

/** How far the parties of a plan agree, in words that go with the dissent that stands beside them. */
export function consensusSaid(snapshot: Asked, { dissentOpen, plan }: Texts): string {
  if (!snapshot.dissentConcluded) return `${dissentOpen} ${plan.notAsked}`;
  const differing = new Set(dissentOf(snapshot).map(({ organisation }) => organisation));
  return plan.agreed(differing.size);
}

/** Dissent about the whole picture or plan, and where that about single findings stands. */
export function dissentBlocks(snapshot: ReportSnapshot, { texts, said }: Writing): Block[] {
  const items = snapshot.dissent.map((dissent): Run[] => [
    { text: `${dissent.organisation}: `, strong: true },
    said(dissent.text),
  ]);
  return [
    heading(2, texts.dissent),
    ...(items.length > 0 ? [list(items)] : []),
    ...dissentSaid(snapshot, texts).map(({ text }) => paragraph(text)),
  ];
}
