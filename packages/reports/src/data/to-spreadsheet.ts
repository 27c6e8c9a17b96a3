import { type DocumentKind, isDecided } from '@buurtbalans/domain';
import { dissentOf, dissentSaid } from '../documents/dissent.ts';
import { decidingOf } from '../documents/evidence.ts';
import { drawnArea, heardFrom } from '../documents/parts.ts';
import { shownIn } from '../documents/shown-in.ts';
import { conceptOf, lapsedSaid, planSaid, standingOf, versionOf } from '../documents/version.ts';
import type { ReportLanguage, ReportSnapshot, SnapshotValue } from '../snapshot.ts';
import { type Writing, writingOf } from '../texts/format.ts';
import { sharedTexts } from '../texts/shared-texts.ts';
import { dataFileName } from './data-file.ts';
import { type Sheet, workbook } from './workbook.ts';
import { creditLine, sourcesOf } from '../texts/sources-of.ts';

type SheetOf = (snapshot: ReportSnapshot, writing: Writing, document: DocumentKind) => Sheet;

/** What a finding was checked against: where figures decide, those that do. */
const checkedAgainst = (finding: ReportSnapshot['findings'][number], snapshot: ReportSnapshot): readonly string[] =>
  isDecided(finding) ? decidingOf(finding, snapshot) : finding.indicatorIds;

const findings: SheetOf = (snapshot, { texts, language }) => ({
  name: texts.findings,
  headers: [
    texts.columns.number,
    texts.columns.title,
    sharedTexts[language].description,
    texts.theme,
    texts.place,
    texts.check,
    texts.lanesLabel,
    sharedTexts[language].figures,
    texts.dissent,
  ],
  rows: snapshot.findings.map((finding) => [
    finding.number,
    finding.title,
    finding.text,
    texts.themes[finding.theme],
    finding.place ? (finding.place.label ?? texts.unnamedPlace) : null,
    texts.verdicts[finding.verdict ?? 'unchecked'],
    heardFrom(finding, texts).join(', '),
    snapshot.indicators
      .filter(({ indicatorId }) => checkedAgainst(finding, snapshot).includes(indicatorId))
      .map(({ name }) => name[language])
      .join('; '),
    finding.dissent.map(({ organisation, text }) => `${organisation}: ${text}`).join('\n'),
  ]),
});

const figures: SheetOf = ({ indicators }, { texts, language }) => {
  const { columns, missing } = texts;
  // where the document has a word instead of a number, the cell has that word
  const shown = ({ value, status }: SnapshotValue, decimals: number): number | string =>
    value === null ? missing[status] : Number(value.toFixed(decimals));
  return {
    name: sharedTexts[language].figures,
    headers: [
      texts.theme,
      columns.indicator,
      columns.year,
      columns.area,
      columns.district,
      columns.city,
      sharedTexts[language].unit,
      // a number stays a number; which of them are estimates stands beside them
      sharedTexts[language].estimate,
      columns.source,
    ],
    rows: indicators.map(({ theme, name, year, area, district, city, unit, decimals, source }) => [
      texts.themes[theme],
      name[language],
      year,
      shown(area, decimals),
      shown(district, decimals),
      shown(city, decimals),
      (texts.units[unit] ?? '').trim(),
      Object.entries({ area, district, city })
        .flatMap(([of, { coverage }]) => (coverage === undefined ? [] : [columns[of as 'area' | 'district' | 'city']]))
        .join(', '),
      creditLine({ source }, language),
    ]),
  };
};

const plannedActions = (
  all: ReportSnapshot['actions'],
  { texts, language }: Writing,
  withResult: boolean,
  missing: string | null,
): Sheet => ({
  name: sharedTexts[language].actions,
  headers: [
    texts.columns.number,
    texts.columns.action,
    ...(withResult ? [texts.columns.result] : []),
    texts.columns.owner,
    texts.columns.due,
    texts.columns.findings,
  ],
  rows: all.map(({ number, what, result, owner, due, findings: answered }) => [
    number,
    what,
    ...(withResult ? [result ?? missing] : []),
    owner ?? missing,
    due ?? missing,
    answered.join(', '),
  ]),
});

const actions: SheetOf = ({ actions: all }, writing) => plannedActions(all, writing, true, writing.texts.plan.missing);

/** Residents read what was agreed, and not what it should come to. */
const agreedActions: SheetOf = ({ plan }, writing) => plannedActions(plan?.actions ?? [], writing, false, null);

/** Without what residents do not read: notes, dissent, and figures that decide nothing. */
const findingsForResidents: SheetOf = ({ findings: all }, { texts, language }) => ({
  name: texts.findings,
  headers: [texts.columns.number, texts.columns.title, sharedTexts[language].description, texts.place, texts.check],
  rows: all.map(({ number, title, text, place, verdict }) => [
    number,
    title,
    text,
    place ? (place.label ?? texts.unnamedPlace) : null,
    texts.resident[verdict ?? 'unchecked'],
  ]),
});

const gapsForResidents: SheetOf = ({ gaps: all }, { texts }) => ({
  name: texts.gapsCaption,
  headers: [texts.columns.question, texts.columns.answer],
  rows: all.map(({ question, answer }) => [question, answer ?? texts.open]),
});

const gaps: SheetOf = ({ gaps: all }, { texts }) => ({
  name: texts.gapsCaption,
  headers: [texts.columns.question, texts.columns.owner, texts.columns.due, texts.columns.answer],
  rows: all.map(({ question, owner, due, answer }) => [question, owner, due, answer ?? texts.open]),
});

/** Who sees what differently, and what the document says about it. */
const dissent: SheetOf = (snapshot, { texts }) => ({
  name: texts.dissent,
  headers: [texts.columns.owner, texts.dissentAbout, texts.dissentWords],
  rows: [
    ...dissentOf(snapshot).map(({ organisation, text, finding }) => [
      organisation,
      finding === null ? texts.dissentWhole : texts.evidence.finding(finding),
      text,
    ]),
    ...dissentSaid(snapshot, texts).map(({ text }) => [null, null, text]),
  ],
});

const sources: SheetOf = ({ indicators }, { texts, language }) => ({
  name: texts.columns.sources,
  headers: [
    texts.columns.source,
    sharedTexts[language].credit,
    sharedTexts[language].table,
    sharedTexts[language].licence,
  ],
  rows: [
    ...new Map(
      indicators.flatMap((indicator) =>
        sourcesOf(indicator, language).map(({ title, credit, table, licence }) => [
          [title, table, credit].join('|'),
          [title, credit, table, licence || null],
        ]),
      ),
    ).values(),
  ],
});

const about: SheetOf = (snapshot, writing, document) => {
  const { texts, language, moment } = writing;
  const { trajectory, asOf, invented } = snapshot;
  const words = sharedTexts[language];
  const marks = [
    conceptOf(snapshot, document, texts),
    invented ? texts.invented : undefined,
    ...(document === 'plan'
      ? planSaid(snapshot, writing)
      : [versionOf(snapshot, document, writing), document === 'profile' ? undefined : lapsedSaid(snapshot, writing)]),
    standingOf(snapshot, document, writing),
    drawnArea(snapshot, texts),
  ].filter(Boolean) as string[];
  return {
    name: words.about,
    headers: [words.subject, words.content],
    rows: [
      [words.document, `${texts.documents[document]}: ${trajectory.name}`],
      [words.state, moment(asOf.at)],
      ...marks.map((mark) => [null, mark]),
    ],
  };
};

/** Which tables each document shows. */
const SHEETS: Readonly<Record<string, readonly SheetOf[]>> = {
  'shared-picture': [findings, figures, gaps, dissent, sources, about],
  plan: [actions, findings, gaps, dissent, sources, about],
  'resident-edition': [findingsForResidents, figures, gapsForResidents, agreedActions, sources, about],
  profile: [figures, sources, about],
};

/** The tables of a document as a spreadsheet: one sheet each, with what the document shows and no more. */
export function toSpreadsheet(
  snapshot: ReportSnapshot,
  document: DocumentKind,
  language: ReportLanguage,
): { body: Buffer; mime: string; fileName: string } {
  const writing = writingOf(language);
  const sheets = (SHEETS[document] ?? [about]).map((sheet) => sheet(shownIn(snapshot, document), writing, document));
  return {
    body: workbook(sheets, `${writing.texts.documents[document]}: ${snapshot.trajectory.name}`, snapshot.asOf.at),
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: dataFileName(snapshot, document, 'xlsx'),
  };
}
