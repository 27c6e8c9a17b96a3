import type { DocumentKind } from '@buurtbalans/domain';
import { about, type Block, heading, linked, list, paragraph, type ReportDocument, type Run, table } from '../model.ts';
import type { ReportLanguage, ReportSnapshot } from '../snapshot.ts';
import { type Writing, writingOf } from '../texts/format.ts';
import { consensusSaid, dissentBlocks } from './dissent.ts';
import { Evidence } from './evidence.ts';
import {
  areaAndQuestion,
  coincidenceParts,
  figuresPerTheme,
  findingBlocks,
  gapsTable,
  howItCameAbout,
  mapWithList,
  sourcesAndMethod,
} from './parts.ts';
import { shownIn } from './shown-in.ts';
import { minutes } from './minutes.ts';
import { residentEdition } from './resident-edition.ts';
import { conceptOf, versionBlocks } from './version.ts';

type Composer = (snapshot: ReportSnapshot, evidence: Evidence, writing: Writing) => Block[];

const composers: Readonly<Record<DocumentKind, Composer>> = {
  'shared-picture': (snapshot, evidence, writing) => [
    ...about('area', areaAndQuestion(snapshot, writing)),
    ...about('how', howItCameAbout(snapshot, writing)),
    ...about('map', mapWithList(snapshot, writing)),
    ...about('figures', figuresPerTheme(snapshot, evidence, writing)),
    ...findings(snapshot, evidence, writing),
    ...about('unused', evidence.unused()),
    ...about('coincidence', coincidenceParts(snapshot, writing)),
    ...about('gaps', gapsTable(snapshot, writing)),
    ...about('dissent', dissentBlocks(snapshot, writing)),
    ...about('evidence', evidence.blocks()),
    ...about('sources', sourcesAndMethod(snapshot, writing)),
  ],
  plan: (snapshot, evidence, writing) => [
    ...about('area', areaAndQuestion(snapshot, writing)),
    ...about('actions', actions(snapshot, evidence, writing)),
    ...findings(snapshot, evidence, writing),
    ...about('gaps', gapsTable(snapshot, writing)),
    ...about('consensus', consensus(snapshot, writing)),
    ...about('dissent', dissentBlocks(snapshot, writing)),
    ...about('evidence', evidence.blocks()),
    ...about('sources', sourcesAndMethod(shownIn(snapshot, 'plan'), writing)),
  ],
  'resident-edition': (snapshot, evidence, writing) => [
    ...residentEdition(snapshot, evidence, writing),
    ...about('evidence', evidence.blocks()),
  ],
  profile: (snapshot, evidence, writing) => [
    ...about('area', areaAndQuestion(snapshot, writing)),
    ...about('figures', figuresPerTheme(snapshot, evidence, writing)),
    ...about('evidence', evidence.blocks()),
    ...about('sources', sourcesAndMethod(snapshot, writing, false)),
  ],
  minutes: (snapshot, _evidence, writing) => about('minutes', minutes(snapshot, writing)),
};

/** Builds a document from a snapshot: pure, and the same for the same snapshot. */
export function compose(snapshot: ReportSnapshot, kind: DocumentKind, language: ReportLanguage): ReportDocument {
  const writing = writingOf(language);
  const { texts } = writing;
  const { trajectory, asOf } = snapshot;
  const concept = conceptOf(snapshot, kind, texts);
  return {
    title: texts.documents[kind],
    subtitle: trajectory.name,
    language,
    createdAt: asOf.at,
    marks: [...(concept ? [concept] : []), ...(snapshot.invented ? [texts.invented] : [])],
    ...(concept && { watermark: texts.watermark }),
    footer: texts.footer(trajectory.name, writing.moment(asOf.at)),
    blocks: linked([
      ...about('version', versionBlocks(snapshot, kind, writing)),
      ...composers[kind](snapshot, new Evidence(snapshot, writing), writing),
    ]),
  };
}

function findings(snapshot: ReportSnapshot, evidence: Evidence, writing: Writing): Block[] {
  const { texts } = writing;
  return [
    ...about('findings', [
      heading(2, texts.findings),
      ...(snapshot.findings.length === 0 ? [paragraph(texts.noFindings)] : []),
    ]),
    ...snapshot.findings.flatMap((finding) => about(finding.id, findingBlocks(finding, evidence, writing))),
  ];
}

function actions(snapshot: ReportSnapshot, evidence: Evidence, writing: Writing): Block[] {
  const { texts, said } = writing;
  const { columns, plan } = texts;
  if (snapshot.actions.length === 0) return [heading(2, plan.actions), paragraph(plan.none)];
  const rows = snapshot.actions.map((action) => [
    String(action.number),
    action.what,
    action.result ?? plan.missing,
    action.owner ?? plan.missing,
    action.due ? writing.date(action.due) : plan.missing,
    action.findings.join(', ') || '–',
  ]);
  const answered = (numbers: readonly number[]): Run[] =>
    numbers.flatMap((number, index) => [
      { text: index === 0 ? ' ' : ', ' },
      { text: texts.evidence.finding(number), to: `finding-${number}` },
    ]);
  const restsOn = snapshot.actions.map((action): Run[] => {
    const claim = { anchor: `action-${action.number}`, name: texts.evidence.action(action.number) };
    const watched = action.indicatorId ? evidence.watched(action.indicatorId, claim) : [];
    return [
      { text: `${action.number}. `, strong: true, anchor: claim.anchor },
      said(action.what),
      { text: `. ${plan.answers}:` },
      ...(action.findings.length > 0 ? answered(action.findings) : [{ text: ' –' }]),
      { text: `. ${plan.watch}: ` },
      ...(watched.length > 0 ? watched : [{ text: plan.notWatched }]),
      { text: '.' },
    ];
  });
  return [
    heading(2, plan.actions),
    paragraph(snapshot.plan?.isShown ? plan.introAgreed : plan.intro),
    table(
      plan.caption,
      [columns.number, columns.action, columns.result, columns.owner, columns.due, plan.answers],
      rows,
      [],
      writing.saidIn([1, 2], [plan.missing]),
    ),
    heading(3, plan.restsOn),
    list(restsOn),
  ];
}

/** How far the parties agree. */
const consensus = (snapshot: ReportSnapshot, { texts }: Writing): Block[] => [
  heading(2, texts.plan.consensus),
  paragraph(consensusSaid(snapshot, texts)),
];
