import { type Block, heading, list, paragraph, type Run } from '../model.ts';
import type { ReportSnapshot } from '../snapshot.ts';
import type { Writing } from '../texts/format.ts';
import { mapWithList } from './parts.ts';

/** As many figures as fit in a short edition: those that findings rest on first. */
const FIGURES = 8;

/** The resident edition: what was heard, what figures say, what is not known, what happens, what was done with it. */
export function residentEdition(snapshot: ReportSnapshot, writing: Writing): Block[] {
  const { texts, language } = writing;
  const { resident } = texts;
  const used = new Set(snapshot.findings.flatMap((finding) => finding.indicatorIds));
  const figures = snapshot.indicators
    .filter((indicator) => indicator.area.value !== null)
    .sort((one, other) => Number(used.has(other.indicatorId)) - Number(used.has(one.indicatorId)))
    .slice(0, FIGURES);
  const gaps = snapshot.gaps.map((gap): Run[] => [{ text: gap.question }, { text: gap.answer ? ` ${gap.answer}` : '' }]);
  const actions = snapshot.actions.map((action): Run[] => [
    { text: `${action.what} ` },
    { text: action.owner ? resident.action(action.owner, action.due && writing.date(action.due)) : '' },
  ]);
  const told = snapshot.statements.filter((statement) => statement.lane === 'resident').length;
  return [
    ...(snapshot.trajectory.question ? [paragraph([{ text: snapshot.trajectory.question, strong: true }])] : []),
    heading(2, resident.heard),
    ...(snapshot.findings.length === 0 ? [paragraph(texts.noFindings)] : []),
    ...snapshot.findings.flatMap((finding) => [heading(3, finding.title), paragraph(finding.text), paragraph([{ text: resident[finding.verdict ?? 'unchecked'], strong: finding.verdict === 'contradicted' }])]),
    ...mapWithList(snapshot, writing),
    heading(2, resident.figures),
    figures.length > 0 ? list(figures.map((indicator) => resident.figure(indicator.plain[language], writing.value(indicator, indicator.area)))) : paragraph(texts.noFigures),
    heading(2, resident.unknown),
    gaps.length > 0 ? list(gaps) : paragraph(texts.noGaps),
    heading(2, resident.next),
    actions.length > 0 ? list(actions) : paragraph(resident.noActions),
    heading(2, resident.done),
    paragraph(resident.doneText(told, snapshot.findings.length)),
  ];
}
