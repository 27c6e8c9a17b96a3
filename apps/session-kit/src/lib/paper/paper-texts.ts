import { m } from '#lib/paraglide/messages.js';
import type { PaperGap } from './tray/paper-command.ts';
import type { PaperEntry } from './tray/paper-store.ts';

const gaps: Readonly<Record<PaperGap, () => string>> = {
  nothing: m.helper_gap_nothing,
  incomplete: m.helper_gap_incomplete,
  over_budget: m.papers_gap_over_budget,
  twice: m.helper_gap_twice,
  number_unknown: m.papers_gap_number,
  place_outside: m.papers_gap_place_outside,
  place_unknown: m.papers_gap_place_unknown,
  kind: m.papers_gap_kind,
  theme: m.papers_gap_theme,
  text: m.papers_gap_text,
  organisation: m.promise_owner_missing,
  what: m.papers_gap_text,
  owner: m.papers_gap_owner,
};
const states: Readonly<Record<PaperEntry['state'], () => string>> = {
  sending: m.papers_state_sending,
  waiting: m.papers_state_waiting,
  sent: m.papers_state_sent,
  refused: m.papers_state_refused,
};

/** What keeps a paper from being entered, and what to do. */
export const gapText = (gap: PaperGap): string => gaps[gap]();
/** How far a paper is. */
export const stateText = (state: PaperEntry['state']): string => states[state]();
