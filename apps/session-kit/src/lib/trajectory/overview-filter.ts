import type { OverviewRow } from '@buurtbalans/contracts';

/** Ways in which the counts above the overview divide the trajectories; a trajectory can be in more than one. */
export const SHOWS = ['all', 'active', 'paused', 'stopped', 'blocked', 'overdue'] as const;

export type Show = (typeof SHOWS)[number];

/** What the overview shows, as it stands in the address. Empty means any. */
export interface OverviewFilter {
  readonly show: Show;
  readonly district: string;
  readonly phase: string;
  /** Account id. */
  readonly facilitator: string;
  /** Code of what a trajectory waits for. */
  readonly blocker: string;
  readonly text: string;
}

/** More days in the phase than the method expects. */
export const isLongInPhase = (row: OverviewRow): boolean =>
  row.status === 'active' && row.daysInPhase > row.expectedDays;

/** Too long in the phase, or with a knowledge gap past its date; the engine's filter says the same. */
export const isOverdue = (row: OverviewRow): boolean =>
  isLongInPhase(row) || (row.status === 'active' && row.overdueGaps > 0);

/** Running, and something is still needed for the next phase. */
export const isBlocked = (row: OverviewRow): boolean => row.status === 'active' && row.blocks.length > 0;

const inShow: Record<Show, (row: OverviewRow) => boolean> = {
  all: () => true,
  active: (row) => row.status === 'active',
  paused: (row) => row.status === 'paused',
  stopped: (row) => row.status === 'stopped',
  blocked: isBlocked,
  overdue: isOverdue,
};

/** Reads the filter from an address; what is not understood counts as not given. */
export function filterOf(query: URLSearchParams): OverviewFilter {
  const show = SHOWS.find((name) => name === query.get('show')) ?? 'all';
  const value = (name: string) => query.get(name)?.trim() ?? '';
  return {
    show,
    district: value('district'),
    phase: value('phase'),
    facilitator: value('facilitator'),
    blocker: value('blocker'),
    text: value('text'),
  };
}

/** The filter as the query of an address, without what is empty. */
export function queryOf(filter: OverviewFilter): string {
  const given = Object.entries(filter).filter(([name, value]) => value !== '' && !(name === 'show' && value === 'all'));
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

/** The part that the engine filters by. */
export function askOf({ facilitator, blocker }: OverviewFilter): { facilitator?: string; blocker?: string } {
  return { ...(facilitator === '' ? {} : { facilitator }), ...(blocker === '' ? {} : { blocker }) };
}

function matches(row: OverviewRow, { district, phase, text }: OverviewFilter): boolean {
  if (district !== '' && row.district.code !== district) return false;
  if (phase !== '' && row.phase !== phase) return false;
  return [row.name, row.district.name, ...row.facilitators]
    .join(' ')
    .toLocaleLowerCase()
    .includes(text.toLocaleLowerCase());
}

/** The rows that fit, and how many each of the counts holds under the other filters. */
export function applyFilter(
  rows: readonly OverviewRow[],
  filter: OverviewFilter,
): { rows: OverviewRow[]; counts: Record<Show, number> } {
  const fitting = rows.filter((row) => matches(row, filter));
  const counts = Object.fromEntries(SHOWS.map((show) => [show, fitting.filter(inShow[show]).length])) as Record<
    Show,
    number
  >;
  return { rows: fitting.filter(inShow[filter.show]).sort(worstFirst), counts };
}

function worstFirst(a: OverviewRow, b: OverviewRow): number {
  const over = (row: OverviewRow) => (row.status === 'active' ? Math.max(0, row.daysInPhase - row.expectedDays) : 0);
  return over(b) - over(a) || b.overdueGaps - a.overdueGaps || a.name.localeCompare(b.name);
}
