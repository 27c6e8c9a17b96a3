import type { DocumentKind } from '@buurtbalans/domain';
import { type Block, heading, list, paragraph, type ReportDocument } from '../model.ts';
import type { ReportLanguage, ReportSnapshot } from '../snapshot.ts';
import { type Writing, writingOf } from '../texts/format.ts';
import { sharedTexts } from '../texts/shared-texts.ts';

/** A part of a document that can be new, changed or gone. */
interface Part {
  readonly id: string;
  readonly name: string;
  /** What it says; another text is a change. */
  readonly says: string;
}

function findings({ findings: all }: ReportSnapshot, { texts }: Writing): Part[] {
  return all.map(({ id, number, title, text, theme, verdict, note, dissent }) => ({
    id,
    name: `${texts.findingTitle(number)}${title}`,
    says: JSON.stringify([title, text, theme, verdict, note, dissent]),
  }));
}

const actions = ({ actions: all }: ReportSnapshot): Part[] =>
  all.map(({ number, what, result, owner, due, findings: answered }) => ({
    id: String(number),
    name: `${number}. ${what}`,
    says: JSON.stringify([what, result, owner, due, answered]),
  }));

const gaps = ({ gaps: all }: ReportSnapshot): Part[] =>
  all.map(({ question, owner, due, answer }) => ({
    id: question,
    name: question,
    says: JSON.stringify([owner, due, answer]),
  }));

function section(title: string, before: readonly Part[], after: readonly Part[], language: ReportLanguage): Block[] {
  const { added, changed, gone, same } = sharedTexts[language].changes;
  const earlier = new Map(before.map((part) => [part.id, part]));
  const later = new Set(after.map(({ id }) => id));
  // the word stands before each, so that nothing hangs on a colour
  const lines = [
    ...after.filter(({ id }) => !earlier.has(id)).map(({ name }) => `${added}: ${name}`),
    ...after
      .filter(({ id, says }) => earlier.has(id) && earlier.get(id)!.says !== says)
      .map(({ name }) => `${changed}: ${name}`),
    ...before.filter(({ id }) => !later.has(id)).map(({ name }) => `${gone}: ${name}`),
  ];
  return [heading(2, title), lines.length > 0 ? list(lines) : paragraph(same)];
}

/** What changed between two versions of a document: which findings, actions and open questions are new, changed or gone. Pure. */
export function composeChanges(
  before: ReportSnapshot,
  after: ReportSnapshot,
  kind: DocumentKind,
  language: ReportLanguage,
): ReportDocument {
  const writing = writingOf(language);
  const { texts } = writing;
  const words = sharedTexts[language];
  const told = after.picture.changes ? [paragraph(after.picture.changes)] : [];
  return {
    title: words.changes.title(before.picture.number, after.picture.number),
    subtitle: `${texts.documents[kind]}, ${after.trajectory.name}`,
    language,
    createdAt: after.asOf.at,
    marks: after.invented ? [texts.invented] : [],
    footer: texts.footer(after.trajectory.name, writing.date(after.asOf.at)),
    blocks: [
      ...told,
      ...section(texts.findings, findings(before, writing), findings(after, writing), language),
      ...(kind === 'plan' ? section(words.actions, actions(before), actions(after), language) : []),
      ...section(texts.gapsCaption, gaps(before), gaps(after), language),
    ],
  };
}
