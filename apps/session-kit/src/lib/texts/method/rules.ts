import type { MethodTemplate, Predicate } from '@buurtbalans/domain';
import { m } from '#lib/paraglide/messages.js';
import { laneInSentence, themeName } from '../names.ts';
import { showList } from '../numbers.ts';

/** Figures of a condition, from a template or from what blocks. */
interface Figures {
  readonly count?: unknown;
  readonly lane?: unknown;
  readonly themes?: readonly string[] | undefined;
  readonly months?: unknown;
}

const rules: Record<Predicate, (figures: { count: string; lane: string; themes: string; months: string }) => string> = {
  facilitatorAppointed: () => m.rule_facilitatorAppointed(),
  areaDrawn: () => m.rule_areaDrawn(),
  questionWritten: () => m.rule_questionWritten(),
  indicatorPerTheme: ({ themes }) => m.rule_indicatorPerTheme({ themes }),
  intakeSignedOff: () => m.rule_intakeSignedOff(),
  commitmentsSigned: ({ count }) => m.rule_commitmentsSigned({ count }),
  sessionsClosedAtLeast: ({ count, lane }) => m.rule_sessionsClosedAtLeast({ count, lane }),
  sessionsPlannedAtMost: ({ count, lane }) => m.rule_sessionsPlannedAtMost({ count, lane }),
  noSessionOpen: () => m.rule_noSessionOpen(),
  sharedPictureApproved: () => m.rule_sharedPictureApproved(),
  findingsRecorded: ({ count }) => m.rule_findingsRecorded({ count }),
  findingsHaveEvidence: () => m.rule_findingsHaveEvidence(),
  testableClaimsTested: () => m.rule_testableClaimsTested(),
  gapsOwnedAndDated: () => m.rule_gapsOwnedAndDated(),
  actionsComplete: () => m.rule_actionsComplete(),
  actionsOwnedAndDated: () => m.rule_actionsOwnedAndDated(),
  dissentConcluded: () => m.rule_dissentConcluded(),
  residentEditionMade: () => m.rule_residentEditionMade(),
  intervalElapsed: ({ months }) => m.rule_intervalElapsed({ months }),
};

/** A condition as a rule: what has to be so, whoever asks. */
export function ruleText(predicate: string, { count, lane, themes, months }: Figures = {}): string {
  if (!Object.hasOwn(rules, predicate)) return predicate;
  const words = (themes ?? []).map((theme) => themeName(theme).toLocaleLowerCase());
  return rules[predicate as Predicate]({
    count: String(count ?? 1),
    lane: lane ? laneInSentence(String(lane)) : '',
    themes: showList(words),
    months: String(months ?? 12),
  });
}

const timers: Record<MethodTemplate['timers'][number]['id'], (days: string) => string> = {
  'phase-overdue': () => m.timer_phase_overdue(),
  'session-reminder': (days) => m.timer_session_reminder({ days }),
  'gap-overdue': () => m.timer_gap_overdue(),
  'commitment-expiring': (days) => m.timer_commitment_expiring({ days }),
  'review-due': () => m.timer_review_due(),
};

/** A timer of a template in a few words. */
export function timerText(id: string, days: number | null): string {
  return Object.hasOwn(timers, id) ? timers[id as keyof typeof timers](String(Math.abs(days ?? 0))) : id;
}

/** What a trajectory can wait for, in a few words and without figures. */
export function blockerName(predicate: Predicate): string {
  return blockers[predicate]();
}

const blockers: Record<Predicate, () => string> = {
  facilitatorAppointed: m.blocker_facilitatorAppointed,
  areaDrawn: m.blocker_areaDrawn,
  questionWritten: m.blocker_questionWritten,
  indicatorPerTheme: m.blocker_indicatorPerTheme,
  intakeSignedOff: m.blocker_intakeSignedOff,
  commitmentsSigned: m.blocker_commitmentsSigned,
  sessionsClosedAtLeast: m.blocker_sessionsClosedAtLeast,
  sessionsPlannedAtMost: m.blocker_sessionsPlannedAtMost,
  noSessionOpen: m.blocker_noSessionOpen,
  sharedPictureApproved: m.blocker_sharedPictureApproved,
  findingsRecorded: m.blocker_findingsRecorded,
  findingsHaveEvidence: m.blocker_findingsHaveEvidence,
  testableClaimsTested: m.blocker_testableClaimsTested,
  gapsOwnedAndDated: m.blocker_gapsOwnedAndDated,
  actionsComplete: m.blocker_actionsComplete,
  actionsOwnedAndDated: m.blocker_actionsOwnedAndDated,
  dissentConcluded: m.blocker_dissentConcluded,
  residentEditionMade: m.blocker_residentEditionMade,
  intervalElapsed: m.blocker_intervalElapsed,
};
