import type { DocumentKind } from '@buurtbalans/domain';
import { type Block, heading, list, note, paragraph, type ReportDocument, type Run, table } from '../model.ts';
import type { ReportLanguage, ReportSnapshot } from '../snapshot.ts';
import { type Writing, writingOf } from '../texts/format.ts';
import { areaAndQuestion, coincidenceTable, dissentBlocks, figuresPerTheme, findingBlocks, gapsTable, howItCameAbout, mapWithList, sourcesAndMethod } from './parts.ts';
import { residentEdition } from './resident-edition.ts';

const composers: Readonly<Record<DocumentKind, (snapshot: ReportSnapshot, writing: Writing) => Block[]>> = {
  'shared-picture': (snapshot, writing) => [
    ...areaAndQuestion(snapshot, writing),
    ...howItCameAbout(snapshot, writing),
    ...mapWithList(snapshot, writing),
    ...findings(snapshot, writing),
    ...coincidenceTable(snapshot, writing),
    ...gapsTable(snapshot, writing),
    ...figuresPerTheme(snapshot, writing),
    ...dissentBlocks(snapshot, writing),
    ...sourcesAndMethod(snapshot, writing),
  ],
  plan: (snapshot, writing) => [...areaAndQuestion(snapshot, writing), ...actions(snapshot, writing), ...findings(snapshot, writing), ...gapsTable(snapshot, writing), ...dissentBlocks(snapshot, writing), ...sourcesAndMethod(snapshot, writing)],
  'resident-edition': residentEdition,
  profile: (snapshot, writing) => [...areaAndQuestion(snapshot, writing), ...figuresPerTheme(snapshot, writing), ...sourcesAndMethod(snapshot, writing)],
  minutes,
};

/** Builds a document from a snapshot: pure, and the same for the same snapshot. */
export function compose(snapshot: ReportSnapshot, kind: DocumentKind, language: ReportLanguage): ReportDocument {
  const writing = writingOf(language);
  const { texts } = writing;
  const { trajectory, picture, asOf } = snapshot;
  const approved = picture.approvedOn !== null;
  const ofPicture = kind === 'shared-picture' || kind === 'resident-edition' || kind === 'plan';
  const version: Block[] = ofPicture && approved ? [paragraph(texts.version(picture.number, writing.date(picture.approvedOn!)))] : [];
  const changes: Block[] = ofPicture && approved && picture.changes ? [paragraph(picture.changes)] : [];
  return {
    title: texts.documents[kind],
    subtitle: trajectory.name,
    language,
    createdAt: asOf.at,
    marks: [...(snapshot.invented ? [texts.invented] : []), ...(ofPicture && !approved ? [texts.concept] : [])],
    footer: texts.footer(trajectory.name, writing.date(asOf.at)),
    blocks: [...version, ...changes, ...composers[kind](snapshot, writing)],
  };
}

function findings(snapshot: ReportSnapshot, writing: Writing): Block[] {
  const { texts } = writing;
  if (snapshot.findings.length === 0) return [heading(2, texts.findings), paragraph(texts.noFindings)];
  return [heading(2, texts.findings), ...snapshot.findings.flatMap((finding) => findingBlocks(finding, snapshot, writing))];
}

function actions(snapshot: ReportSnapshot, writing: Writing): Block[] {
  const { texts, language } = writing;
  const { columns, plan } = texts;
  if (snapshot.actions.length === 0) return [heading(2, plan.actions), paragraph(plan.none)];
  const rows = snapshot.actions.map((action) => [String(action.number), action.what, action.result ?? '–', action.owner ?? '–', action.due ? writing.date(action.due) : '–', action.findings.join(', ') || '–']);
  const watched = snapshot.actions.flatMap((action): Run[][] => {
    const indicator = snapshot.indicators.find((candidate) => candidate.indicatorId === action.indicatorId);
    if (!indicator) return [];
    return [[{ text: `${action.number}. `, strong: true }, { text: texts.figureEvidence(indicator.name[language], writing.value(indicator, indicator.area), indicator.year, indicator.source.credit) }]];
  });
  return [
    heading(2, plan.actions),
    paragraph(plan.intro),
    table(plan.caption, [columns.number, columns.action, columns.result, columns.owner, columns.due, plan.answers], rows),
    ...(watched.length > 0 ? [heading(3, plan.watch), list(watched)] : []),
  ];
}

function minutes(snapshot: ReportSnapshot, writing: Writing): Block[] {
  const { texts } = writing;
  const wanted = snapshot.sessions.filter((session) => snapshot.sessionId === null || session.id === snapshot.sessionId);
  return [
    note(texts.minutes.privacy),
    ...wanted.flatMap((session): Block[] => {
      const released = snapshot.statements.filter((statement) => statement.lane === session.lane && statement.heldOn !== null && statement.heldOn === session.heldOn);
      const held = session.heldOn ? writing.date(session.heldOn) : texts.minutes.planned;
      return [
        heading(2, `${session.title} (${texts.lanes[session.lane]}, ${session.number})`),
        paragraph([{ text: `${texts.minutes.held}: `, strong: true }, { text: held }]),
        heading(3, texts.minutes.statements),
        released.length > 0 ? list(released.map((statement) => statement.text)) : paragraph(texts.minutes.none),
      ];
    }),
    ...howItCameAbout(snapshot, writing),
  ];
}
