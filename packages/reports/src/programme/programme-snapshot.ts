import type { Lane, Phase, Theme } from '@buurtbalans/domain';

/** How one trajectory stands in a programme report: progress and counts, and no text of anybody. */
export interface ProgrammeTrajectory {
  readonly id: string;
  readonly name: string;
  readonly districtName: string;
  /** Journal position that is shown. */
  readonly position: number;
  readonly template: { readonly name: { readonly nl: string; readonly en: string }; readonly version: number };
  readonly invented: boolean;
  readonly phase: Phase;
  readonly status: 'active' | 'paused' | 'stopped';
  readonly daysInPhase: number;
  readonly expectedDays: number;
  readonly sessionsClosed: Readonly<Record<Lane, number>>;
  readonly nextSession: { readonly lane: Lane; readonly number: number; readonly plannedFor: string } | null;
  /** Number of the approved picture; null when there is none that holds. */
  readonly picture: number | null;
  readonly findings: number;
  readonly overdueGaps: number;
  readonly missingCommitments: number;
  readonly actions: number;
  /** Actions whose date has passed. Their text stays in their trajectory. */
  readonly lateActions: readonly {
    readonly number: number;
    readonly owner: string | null;
    readonly due: string;
    readonly days: number;
  }[];
  /** Themes of what was released: statements behind which are enough sources, and findings of an approved picture. */
  readonly themes: readonly {
    readonly theme: Theme;
    readonly statements: number;
    readonly findings: number;
    readonly contradicted: number;
  }[];
}

/** All that a programme report shows, as of one moment. The same snapshot gives the same report. */
export interface ProgrammeSnapshot {
  /** ISO moment. */
  readonly asOf: string;
  readonly trajectories: readonly ProgrammeTrajectory[];
}
