import { THEMES } from '@buurtbalans/domain';
import { drawMap } from '../map/draw-map.ts';
import { mainDirection } from '../map/describe-map.ts';
import { type Block, figure, heading, list, note, paragraph, type Run, table } from '../model.ts';
import type { ReportSnapshot, SnapshotFinding, SnapshotIndicator } from '../snapshot.ts';
import type { Writing } from '../texts/format.ts';

const labelled = (label: string, text: string): Run[] => [{ text: `${label}: `, strong: true }, { text }];

/** Question, area and neighbourhoods. */
export function areaAndQuestion(snapshot: ReportSnapshot, { texts }: Writing): Block[] {
  const { area, trajectory } = snapshot;
  const names = area?.neighbourhoods.map((neighbourhood) => neighbourhood.name) ?? [];
  return [
    heading(2, texts.area),
    paragraph(labelled(texts.question, trajectory.question ?? texts.noQuestion)),
    ...(area ? [paragraph(labelled(texts.neighbourhoods, `${area.name} (${trajectory.districtName}): ${names.join(', ')}`))] : []),
  ];
}

/** How the picture came about: numbers and organisations, no names. */
export function howItCameAbout(snapshot: ReportSnapshot, { texts }: Writing): Block[] {
  const closed = (lane: string): number => snapshot.sessions.filter((session) => session.lane === lane && session.closed).length;
  const organisations = snapshot.organisations.map((organisation) => `${organisation.name} (${texts.organisationTypes[organisation.type]})`);
  return [
    heading(2, texts.how),
    paragraph(texts.howText(closed('professional'), closed('resident'), organisations.length)),
    ...(organisations.length > 0 ? [heading(3, texts.organisations), list(organisations)] : []),
  ];
}

/** The map, with a description from the data and the list of what is on it. */
export function mapWithList(snapshot: ReportSnapshot, writing: Writing): Block[] {
  const { texts } = writing;
  const { area } = snapshot;
  if (!area) return [];
  const placed = snapshot.findings.filter((finding) => finding.place);
  const direction = mainDirection(area, snapshot);
  const alt = texts.mapAlt(area.name, placed.length, direction && texts.directions[direction]);
  const { svg, ...size } = drawMap(area, snapshot, texts);
  const rows = placed.map((finding) => [String(finding.number), finding.title, finding.place?.label || texts.unnamedPlace, texts.themes[finding.theme]]);
  const { columns } = texts;
  return [
    heading(2, texts.map),
    figure(svg, alt, texts.mapCaption(area.name), size),
    ...(rows.length > 0 ? [table(texts.mapCaption(area.name), [columns.number, columns.title, columns.place, texts.theme], rows)] : []),
  ];
}

/** Figures per theme beside district and city, each with year and source. */
export function figuresPerTheme(snapshot: ReportSnapshot, writing: Writing): Block[] {
  const { texts, language } = writing;
  const { columns } = texts;
  if (snapshot.indicators.length === 0) return [heading(2, texts.profile), paragraph(texts.noFigures)];
  const source = (indicator: SnapshotIndicator): string => [indicator.source.credit, indicator.source.table].filter(Boolean).join(', ');
  const blocks = THEMES.flatMap((theme): Block[] => {
    const indicators = snapshot.indicators.filter((indicator) => indicator.theme === theme);
    if (indicators.length === 0) return [];
    const rows = indicators.map((indicator) => [
      indicator.name[language],
      String(indicator.year),
      writing.value(indicator, indicator.area),
      writing.value(indicator, indicator.district),
      writing.value(indicator, indicator.city),
      source(indicator),
    ]);
    const comments = indicators.flatMap((indicator) => (indicator.comment ? [texts.comment(indicator.name[language], indicator.comment)] : []));
    return [
      heading(3, texts.themes[theme]),
      table(texts.figuresCaption(texts.themes[theme].toLowerCase()), [columns.indicator, columns.year, columns.area, columns.district, columns.city, columns.source], rows, [1, 2, 3, 4]),
      ...(comments.length > 0 ? [paragraph([{ text: `${texts.comments}. `, strong: true }, { text: comments.join(' ') }])] : []),
    ];
  });
  return [heading(2, texts.profile), ...blocks];
}

/** One finding with place, lanes, check, evidence and dissent. What figures contradict is always said to be so. */
export function findingBlocks(finding: SnapshotFinding, snapshot: ReportSnapshot, writing: Writing): Block[] {
  const { texts } = writing;
  const lanes = [...new Set(finding.statements.map((statement) => statement.lane))].sort().map((lane) => texts.lanes[lane]);
  const facts = [`${texts.theme}: ${texts.themes[finding.theme]}`];
  if (finding.place) facts.push(`${texts.place}: ${finding.place.label || texts.unnamedPlace}`);
  if (lanes.length > 0) facts.push(`${texts.lanesLabel}: ${lanes.join(', ')}`);
  const verdict = texts.verdicts[finding.verdict ?? 'unchecked'];
  return [
    heading(3, texts.findingTitle(finding.number, finding.title)),
    paragraph(finding.text),
    paragraph(facts.join(' · ')),
    paragraph([{ text: `${texts.check}: ${verdict}.`, strong: true }, { text: finding.note ? ` ${finding.note}` : '' }]),
    ...(finding.verdict === 'contradicted' ? [note(texts.contradictedNote)] : []),
    ...evidence(finding, snapshot, writing),
    ...finding.dissent.map((dissent) => paragraph([{ text: `${texts.dissent}, ${dissent.organisation}: `, strong: true }, { text: dissent.text }])),
  ];
}

function evidence(finding: SnapshotFinding, snapshot: ReportSnapshot, writing: Writing): Block[] {
  const { texts, language } = writing;
  const statements = finding.statements.map((statement): Run[] => {
    const who = statement.organisationType ? texts.organisationTypes[statement.organisationType] : texts.lanes[statement.lane];
    const credit = texts.statementCredit(who, statement.sources, statement.heldOn && writing.date(statement.heldOn));
    return [{ text: `“${statement.text}” ` }, { text: `(${credit})` }];
  });
  const figures = finding.indicatorIds.flatMap((id): Run[][] => {
    const indicator = snapshot.indicators.find((candidate) => candidate.indicatorId === id);
    if (!indicator) return [];
    const value = writing.value(indicator, indicator.area);
    return [[{ text: texts.figureEvidence(indicator.name[language], value, indicator.year, indicator.source.credit) }]];
  });
  const items = [...statements, ...figures];
  return items.length > 0 ? [paragraph([{ text: texts.evidence, strong: true }]), list(items)] : [];
}

/** Places where several things meet, as a table. */
export function coincidenceTable(snapshot: ReportSnapshot, { texts }: Writing): Block[] {
  const { columns } = texts;
  const meeting = snapshot.coincidence.filter((cell) => cell.themes.length > 1 || cell.lanes.length > 1 || cell.sources > 1);
  const rows = meeting.map((cell) => [
    cell.label ?? texts.unnamedPlace,
    cell.themes.map((theme) => texts.themes[theme]).join(', '),
    cell.lanes.map((lane) => texts.lanes[lane]).join(', ') || '–',
    String(cell.sources),
    cell.findings.join(', ') || '–',
  ]);
  if (rows.length === 0) return [heading(2, texts.coincidence), paragraph(texts.noCoincidence)];
  return [heading(2, texts.coincidence), paragraph(texts.coincidenceIntro), table(texts.coincidenceCaption, [columns.place, columns.themes, columns.lanes, columns.sources, columns.findings], rows, [3])];
}

/** Knowledge gaps, with who finds out and when. */
export function gapsTable(snapshot: ReportSnapshot, writing: Writing): Block[] {
  const { texts } = writing;
  const { columns } = texts;
  if (snapshot.gaps.length === 0) return [heading(2, texts.gaps), paragraph(texts.noGaps)];
  const rows = snapshot.gaps.map((gap) => [gap.question, gap.owner ?? '–', gap.due ? writing.date(gap.due) : '–', gap.answer ?? texts.open]);
  return [heading(2, texts.gaps), table(texts.gapsCaption, [columns.question, columns.owner, columns.due, columns.answer], rows)];
}

/** Dissent about the whole picture or plan. */
export function dissentBlocks(snapshot: ReportSnapshot, { texts }: Writing): Block[] {
  const items = snapshot.dissent.map((dissent): Run[] => [{ text: `${dissent.organisation}: `, strong: true }, { text: dissent.text }]);
  if (items.length > 0) return [heading(2, texts.dissent), list(items)];
  return [heading(2, texts.dissent), paragraph(snapshot.dissentConcluded ? texts.noDissent : texts.dissentOpen)];
}

/** Method, small numbers and the sources that are used, each once. */
export function sourcesAndMethod(snapshot: ReportSnapshot, { texts, language }: Writing): Block[] {
  const used = new Set(snapshot.indicators.map(({ source }) => `${source.title}. ${source.credit}${source.table ? ` (${source.table})` : ''}, ${source.licence}.`));
  return [
    heading(2, texts.sources),
    paragraph(texts.method(snapshot.template.name[language], snapshot.template.version)),
    paragraph(texts.smallNumbers),
    ...(used.size > 0 ? [list([...used])] : []),
    note(texts.borders),
  ];
}
