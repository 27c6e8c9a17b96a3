import type { Lane, Phase } from '@buurtbalans/domain';

type Label =
  | 'title'
  | 'subtitle'
  | 'summary'
  | 'none'
  | 'phases'
  | 'phasesCaption'
  | 'trajectories'
  | 'trajectory'
  | 'district'
  | 'phase'
  | 'days'
  | 'status'
  | 'sessions'
  | 'meetings'
  | 'next'
  | 'exchange'
  | 'progress'
  | 'picture'
  | 'noPicture'
  | 'findings'
  | 'gaps'
  | 'sharingCommitments'
  | 'actions'
  | 'themes'
  | 'themesIntro'
  | 'noThemes'
  | 'theme'
  | 'in'
  | 'statements'
  | 'contradicted'
  | 'noContradicted'
  | 'late'
  | 'lateIntro'
  | 'noLate'
  | 'number'
  | 'owner'
  | 'due'
  | 'daysLate'
  | 'basis'
  | 'basisText'
  | 'position'
  | 'template'
  | 'footer';

/** Texts of the programme report, in one language. */
export interface ProgrammeTexts extends Readonly<Record<Label, string>> {
  readonly phaseNames: Readonly<Record<Phase, string>>;
  readonly statuses: Readonly<Record<'active' | 'paused' | 'stopped', string>>;
  readonly counts: (all: number, paused: number, stopped: number) => string;
  readonly overdue: (late: number, gaps: number) => string;
  readonly phasesAlt: (counts: readonly string[]) => string;
  readonly expected: (days: number, expected: number) => string;
  readonly session: (lane: Lane, number: number, date: string) => string;
  readonly pictureNumber: (number: number) => string;
  readonly recurring: (themes: readonly string[]) => string;
  readonly lateOf: (actions: number, late: number) => string;
  /** Which of the trajectories are invented, where others are real. */
  readonly inventedOf: (names: readonly string[]) => string;
  readonly contradictedOf: (count: number) => string;
}
