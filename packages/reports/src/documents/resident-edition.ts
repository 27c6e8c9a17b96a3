import { isDecided } from '@buurtbalans/domain';
import { about, type Block, heading, list, paragraph, type Run } from '../model.ts';
import type { ReportSnapshot, SnapshotFinding, SnapshotIndicator, SnapshotPlan } from '../snapshot.ts';
import type { Writing } from '../texts/format.ts';
import type { Texts } from '../texts/texts.ts';
import { decidingOf, type Evidence } from './evidence.ts';
import { drawnArea, estimates, mapWithList, spokenIn, titleOf } from './parts.ts';

/** As many figures as fit in a short edition: those that findings rest on first. */
const FIGURES = 8;

/** The resident edition: what was heard, what figures say, what is not known, what happens, what was done with it. */
export function residentEdition(snapshot: ReportSnapshot, evidence: Evidence, writing: Writing): Block[] {
  const { texts, said } = writing;
  const { resident } = texts;
  const gaps = snapshot.gaps.map((gap): Run[] => [said(gap.question), ...(gap.answer ? [said(` ${gap.answer}`)] : [])]);
  return [
    ...about(
      'question',
      snapshot.trajectory.question ? [paragraph([{ ...said(snapshot.trajectory.question), strong: true }])] : [],
    ),
    ...about('findings', [
      heading(2, spokenIn(snapshot).length > 0 ? resident.heard : resident.unheard),
      ...(snapshot.findings.length === 0 ? [paragraph(texts.noFindings)] : []),
    ]),
    ...snapshot.findings.flatMap((finding) => about(finding.id, heard(finding, evidence, writing))),
    ...about('map', mapWithList(snapshot, writing, resident)),
    ...about('figures', [
      heading(2, resident.figures),
      ...figures(snapshot, evidence, writing),
      ...estimates({ ...snapshot, indicators: namedForResidents(snapshot) }, texts),
    ]),
    ...about('gaps', [heading(2, resident.unknown), gaps.length > 0 ? list(gaps) : paragraph(texts.noGaps)]),
    ...about('actions', [heading(2, resident.next), ...actions(snapshot, writing)]),
    ...about('done', [
      heading(2, spokenIn(snapshot).includes('resident') ? resident.done : resident.made),
      ...done(snapshot, evidence, writing),
    ]),
  ];
}

function heard(finding: SnapshotFinding, evidence: Evidence, writing: Writing): Block[] {
  const { texts, said } = writing;
  const isChecked = isDecided(finding);
  return [
    heading(3, [{ text: `${finding.number}. ` }, ...titleOf(finding, writing, texts.resident.differently)]),
    {
      ...paragraph([
        { ...said(finding.text), anchor: evidence.claimOf(finding).anchor },
        ...evidence.ofFinding(finding),
      ]),
      part: 'text',
    },
    {
      ...paragraph([
        { text: texts.resident[finding.verdict ?? 'unchecked'], strong: finding.verdict === 'contradicted' },
        ...(isChecked ? evidence.ofCheck(finding) : []),
      ]),
      part: 'check',
    },
  ];
}

/** The figures that it has room for. */
function shownToResidents({ findings, indicators }: ReportSnapshot): SnapshotIndicator[] {
  const used = new Set(findings.flatMap((finding) => finding.indicatorIds));
  return indicators
    .filter((indicator) => indicator.area.value !== null)
    .sort((one, other) => Number(used.has(other.indicatorId)) - Number(used.has(one.indicatorId)))
    .slice(0, FIGURES);
}

/** All figures that it names: those, and what findings were checked against, with what stands beside them in the evidence. */
export function namedForResidents(snapshot: ReportSnapshot): SnapshotIndicator[] {
  const checked = snapshot.findings.flatMap((finding) => decidingOf(finding, snapshot));
  const named = new Set([...shownToResidents(snapshot).map(({ indicatorId }) => indicatorId), ...checked]);
  return snapshot.indicators.filter(({ indicatorId }) => named.has(indicatorId));
}

function figures(snapshot: ReportSnapshot, evidence: Evidence, { texts, language, value }: Writing): Block[] {
  const shown = shownToResidents(snapshot);
  if (shown.length === 0) return [paragraph(texts.noFigures)];
  const drawn = drawnArea(snapshot, texts);
  return [
    ...(drawn === undefined ? [] : [paragraph(drawn)]),
    list(
      shown.map((indicator, index) => {
        const claim = { anchor: `figure-${index + 1}`, name: indicator.name[language].toLowerCase() };
        return [
          {
            text: texts.resident.figure(indicator.plain[language], value(indicator, indicator.area)),
            anchor: claim.anchor,
          },
          ...evidence.ofFigures([indicator.indicatorId], claim),
        ];
      }),
    ),
  ];
}

/** Links to findings or actions, by their numbers. */
const links = (numbers: readonly number[], kind: 'finding' | 'action', name: (number: number) => string): Run[] =>
  numbers.flatMap((number, index) => [
    { text: index === 0 ? ' ' : ', ' },
    { text: name(number), to: `${kind}-${number}` },
  ]);

/** Who agreed does it; of another nothing is known but that the action is in their name. */
const whose = ({ organisations }: SnapshotPlan, owner: string, { action, notNamed }: Texts['resident']) =>
  organisations.includes(owner) ? action : notNamed;

/** What was agreed, by whom and when; what was not is no promise. */
function actions({ plan }: ReportSnapshot, { texts, said, date, list: names }: Writing): Block[] {
  const { resident, evidence } = texts;
  if (!plan) return [paragraph(resident.noActions)];
  return [
    paragraph(resident.agreed(date(plan.agreedOn), names(plan.organisations))),
    list(
      plan.actions.map((action): Run[] => [
        { text: resident.actionNumber(action.number), strong: true, anchor: `action-${action.number}` },
        said(action.what),
        {
          text: action.owner
            ? `. ${whose(plan, action.owner, resident)(action.owner, action.due && date(action.due))}`
            : '.',
        },
        ...(action.findings.length > 0
          ? [{ text: resident.answers }, ...links(action.findings, 'finding', evidence.finding), { text: '.' }]
          : []),
      ]),
    ),
  ];
}

/** How many statements of residents stand in it with their words: those that leave, and that a finding uses. */
const toldByResidents = (findings: readonly SnapshotFinding[]): number =>
  new Set(
    findings.flatMap(({ statements }) =>
      statements.flatMap(({ id, lane, isFew }) => (lane === 'resident' && !isFew ? [id] : [])),
    ),
  ).size;

/** What became of each thing that residents told. */
function done(snapshot: ReportSnapshot, evidence: Evidence, writing: Writing): Block[] {
  const { resident, evidence: names } = writing.texts;
  const { findings, plan } = snapshot;
  const theirs = findings.filter((finding) => finding.statements.some(({ lane }) => lane === 'resident'));
  const becomes = theirs.map((finding): Run[] => {
    const answers = (plan?.actions ?? []).flatMap((action) =>
      action.findings.includes(finding.number) ? [action.number] : [],
    );
    const { anchor, name } = evidence.claimOf(finding);
    return [
      ...titleOf(finding, writing, resident.differently),
      { text: ' (' },
      { text: name, to: anchor },
      { text: '): ' },
      ...(answers.length > 0
        ? [{ text: resident.answered }, ...links(answers, 'action', names.action), { text: '.' }]
        : [{ text: `${plan ? resident.noAction : resident.notAgreed}.` }]),
    ];
  });
  return [
    paragraph(resident.doneText(toldByResidents(findings), findings.length, spokenIn(snapshot))),
    ...(becomes.length > 0 ? [paragraph(resident.doneList), list(becomes)] : []),
  ];
}
