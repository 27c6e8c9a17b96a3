import { PHASES, THEMES } from '@buurtbalans/domain';
import { barChart } from '../drawing/bar-chart.ts';
import { type Block, figure, heading, linked, note, paragraph, type ReportDocument, table } from '../model.ts';
import type { ReportLanguage } from '../snapshot.ts';
import { type Writing, writingOf } from '../texts/format.ts';
import { programmeEn } from './programme.en.ts';
import { programmeNl } from './programme.nl.ts';
import type { ProgrammeSnapshot, ProgrammeTrajectory } from './programme-snapshot.ts';
import type { ProgrammeTexts } from './programme-texts.ts';

/** Builds the programme report: all trajectories with phase and progress, recurring themes of what was released, late actions. Pure. */
export function composeProgramme(snapshot: ProgrammeSnapshot, language: ReportLanguage): ReportDocument {
  const writing = writingOf(language);
  const words = language === 'nl' ? programmeNl : programmeEn;
  const { trajectories, asOf } = snapshot;
  const parts = [summary, phases, overview, progress, themes, late, basis];
  return {
    title: words.title,
    subtitle: words.subtitle,
    language,
    createdAt: asOf,
    marks: inventedSaid(trajectories, words, writing),
    footer: writing.texts.footer(words.footer, writing.date(asOf)),
    blocks: linked(
      trajectories.length === 0 ? [paragraph(words.none)] : parts.flatMap((part) => part(trajectories, words, writing)),
    ),
  };
}

/** That contributions are invented, and of which trajectories where it is not all of them. */
function inventedSaid(
  trajectories: readonly ProgrammeTrajectory[],
  words: ProgrammeTexts,
  { texts }: Writing,
): string[] {
  const invented = trajectories.filter((one) => one.invented);
  if (invented.length === 0) return [];
  return [
    invented.length === trajectories.length ? texts.invented : words.inventedOf(invented.map(({ name }) => name)),
  ];
}

type Part = (trajectories: readonly ProgrammeTrajectory[], words: ProgrammeTexts, writing: Writing) => Block[];

const total = (
  trajectories: readonly ProgrammeTrajectory[],
  count: (trajectory: ProgrammeTrajectory) => number,
): number => trajectories.reduce((sum, trajectory) => sum + count(trajectory), 0);

const summary: Part = (trajectories, words) => {
  const withStatus = (status: string): number =>
    trajectories.filter((trajectory) => trajectory.status === status).length;
  return [
    heading(2, words.summary),
    paragraph(words.counts(trajectories.length, withStatus('paused'), withStatus('stopped'))),
    paragraph(
      words.overdue(
        total(trajectories, ({ lateActions }) => lateActions.length),
        total(trajectories, ({ overdueGaps }) => overdueGaps),
      ),
    ),
  ];
};

const phases: Part = (trajectories, words) => {
  const counts = PHASES.map((phase) => ({
    name: words.phaseNames[phase],
    count: trajectories.filter((trajectory) => trajectory.phase === phase).length,
  }));
  const groups = counts.map(({ name, count }) => ({ name, bars: [{ value: count, label: String(count) }] }));
  return [
    heading(2, words.phases),
    figure(
      barChart([words.in], groups),
      words.phasesAlt(counts.map(({ name, count }) => `${name.toLowerCase()} ${count}`)),
      words.phasesCaption,
    ),
  ];
};

const overview: Part = (trajectories, words, { date }) => {
  const rows = trajectories.map(
    ({ name, districtName, phase, status, daysInPhase, expectedDays, nextSession: next }) => [
      name,
      districtName,
      words.phaseNames[phase],
      words.expected(daysInPhase, expectedDays),
      words.statuses[status],
      next ? words.session(next.lane, next.number, date(next.plannedFor)) : '–',
    ],
  );
  return [
    heading(2, words.trajectories),
    table(
      words.trajectories,
      [words.trajectory, words.district, words.phase, words.days, words.status, words.next],
      rows,
    ),
  ];
};

const progress: Part = (trajectories, words) => {
  const exchange = trajectories.map(({ name, sessionsClosed, missingCommitments }) => [
    name,
    String(sessionsClosed.professional),
    String(sessionsClosed.resident),
    String(missingCommitments),
  ]);
  const made = trajectories.map(({ name, picture, findings, overdueGaps, actions, lateActions }) => [
    name,
    picture === null ? words.noPicture : words.pictureNumber(picture),
    String(findings),
    String(overdueGaps),
    words.lateOf(actions, lateActions.length),
  ]);
  return [
    heading(2, words.exchange),
    table(
      words.exchange,
      [words.trajectory, words.sessions, words.meetings, words.sharingCommitments],
      exchange,
      [1, 2, 3],
    ),
    heading(2, words.progress),
    table(words.progress, [words.trajectory, words.picture, words.findings, words.gaps, words.actions], made, [2, 3]),
  ];
};

/** Themes by the number of trajectories in which they were released; what figures contradict is counted apart. */
const themes: Part = (trajectories, words, { texts }) => {
  const found = THEMES.flatMap((theme) => {
    const inside = trajectories.flatMap((trajectory) =>
      trajectory.themes.filter((entry) => entry.theme === theme).map((entry) => ({ ...entry, name: trajectory.name })),
    );
    return inside.length === 0 ? [] : [{ theme, inside }];
  }).sort(
    (one, other) => other.inside.length - one.inside.length || THEMES.indexOf(one.theme) - THEMES.indexOf(other.theme),
  );
  if (found.length === 0) return [heading(2, words.themes), paragraph(words.noThemes)];
  const rows = found.map(({ theme, inside }) => {
    const contradicted = inside.reduce((sum, entry) => sum + entry.contradicted, 0);
    return [
      texts.themes[theme],
      inside.map(({ name }) => name).join(', '),
      String(inside.reduce((sum, entry) => sum + entry.statements, 0)),
      String(inside.reduce((sum, entry) => sum + entry.findings, 0)),
      contradicted === 0 ? words.noContradicted : words.contradictedOf(contradicted),
    ];
  });
  const recurring = found
    .filter(({ inside }) => inside.length > 1)
    .map(({ theme }) => texts.themes[theme].toLowerCase());
  return [
    heading(2, words.themes),
    paragraph(words.recurring(recurring)),
    table(words.themes, [words.theme, words.in, words.statements, words.findings, words.contradicted], rows, [2, 3]),
    note(words.themesIntro),
  ];
};

const late: Part = (trajectories, words, { date }) => {
  const rows = trajectories.flatMap(({ name, lateActions }) =>
    lateActions.map(({ number, owner, due, days }) => [name, String(number), owner ?? '–', date(due), String(days)]),
  );
  if (rows.length === 0) return [heading(2, words.late), paragraph(words.noLate)];
  return [
    heading(2, words.late),
    paragraph(words.lateIntro),
    table(words.late, [words.trajectory, words.number, words.owner, words.due, words.daysLate], rows, [1, 4]),
  ];
};

const basis: Part = (trajectories, words, { language }) => [
  heading(2, words.basis),
  table(
    words.basis,
    [words.trajectory, words.position, words.template],
    trajectories.map(({ name, position, template }) => [
      name,
      String(position),
      `${template.name[language]}, ${template.version}`,
    ]),
    [1],
  ),
  note(words.basisText),
];
