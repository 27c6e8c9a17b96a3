import type { Guard, MethodTemplate, Predicate } from '../template/method-template.ts';
import { dutchDay, shiftMonths } from './local-time.ts';
import type { ActionState } from '../plan/plan.state.ts';
import type { FindingState } from '../findings/findings.state.ts';
import { isUnfounded } from '../findings/founded.ts';
import type { TrajectoryState } from './trajectory-state.ts';

/** What is in the way, in terms that a text catalogue turns into a sentence. */
export interface Block {
  /** Id of the template's guard; absent for phase, role and status. */
  readonly guardId?: string;
  /** Key of the text: `guard.<predicate>`, `phase`, `role`, `status`, `missing` … */
  readonly code: string;
  /** Figures and ids for the text. */
  readonly params: Readonly<Record<string, string | number | readonly string[]>>;
  /** Commands that would take it out of the way. */
  readonly unblockedBy: readonly string[];
  /** True when a facilitator may waive it with a written reason. */
  readonly waivable: boolean;
}

type Params = Block['params'];
/** Undefined when the condition holds, otherwise the parameters of its text. */
type Check = (state: TrajectoryState, guard: Guard, now: string) => Params | undefined;

interface PredicateRule {
  readonly check: Check;
  readonly unblockedBy: readonly string[];
}

/**
 * Any verdict counts as tested, "cannot be tested" too: somebody looked. A claim marked untestable needs none. A verdict
 * of the figures is none without a figure that has a value.
 */
function untested(finding: FindingState, state: TrajectoryState): boolean {
  return (finding.testable && finding.verdict === null) || isUnfounded(finding, state);
}

/** What an action lacks is told by number; without any there is nothing to decide about. */
function lacking(state: TrajectoryState, lacks: (action: ActionState) => boolean): Params | undefined {
  const actions = Object.values(state.actions);
  if (actions.length === 0) return { actions: [] };
  const bare = actions.filter(lacks);
  return list(bare, { actions: numbers(bare) });
}

function list(items: readonly unknown[], params: Params): Params | undefined {
  return items.length === 0 ? undefined : params;
}

const numbers = (items: readonly { number: number }[]): string[] => items.map((item) => String(item.number));

const rules: Record<Predicate, PredicateRule> = {
  facilitatorAppointed: {
    check: (state) => (state.facilitators.length > 0 ? undefined : {}),
    unblockedBy: ['Appoint'],
  },
  areaDrawn: { check: (state) => (state.area ? undefined : {}), unblockedBy: ['SetArea'] },
  questionWritten: { check: (state) => (state.question ? undefined : {}), unblockedBy: ['WriteQuestion'] },
  indicatorPerTheme: {
    check: (state, guard, now) => {
      const oldest = Number(dutchDay(now).slice(0, 4)) - (guard.maxAgeYears ?? 100);
      const current = new Set(
        Object.values(state.indicators)
          .filter((indicator) => indicator.year >= oldest && !indicator.empty)
          .map((indicator) => indicator.theme),
      );
      const themes = (guard.themes ?? []).filter((theme) => !current.has(theme));
      return list(themes, { themes, oldest });
    },
    unblockedBy: ['ChooseIndicator'],
  },
  intakeSignedOff: { check: (state) => (state.intakeSignedOff ? undefined : {}), unblockedBy: ['SignOffIntake'] },
  commitmentsSigned: {
    check: (state, guard, now) => {
      const valid = Object.values(state.organisations).filter(
        ({ commitment }) => commitment.status === 'signed' && (commitment.until ?? '') >= dutchDay(now),
      ).length;
      const needed = guard.count ?? 1;
      return valid >= needed ? undefined : { valid, needed };
    },
    unblockedBy: ['SignCommitment'],
  },
  sessionsClosedAtLeast: {
    check: (state, guard) => {
      const closed = sessionsOf(state, guard).filter((session) => session.status === 'closed').length;
      const needed = guard.count ?? 1;
      return closed >= needed ? undefined : { closed, needed, lane: guard.lane ?? '' };
    },
    unblockedBy: ['PlanSession', 'OpenSession', 'CloseSession'],
  },
  sessionsPlannedAtMost: {
    check: (state, guard) => {
      const planned = sessionsOf(state, guard).filter((session) => session.status !== 'cancelled').length;
      const most = guard.count ?? 0;
      return planned < most ? undefined : { planned, most, lane: guard.lane ?? '' };
    },
    unblockedBy: ['CancelSession'],
  },
  noSessionOpen: {
    check: (state) => {
      const open = Object.values(state.sessions).filter((session) => session.status === 'open').length;
      return open === 0 ? undefined : { open };
    },
    unblockedBy: ['CloseSession'],
  },
  sharedPictureApproved: {
    check: (state) => (state.sharedPicture.approvedAt ? undefined : {}),
    unblockedBy: ['ApproveSharedPicture'],
  },
  findingsRecorded: {
    check: (state, guard) => {
      const recorded = Object.keys(state.findings).length;
      const needed = guard.count ?? 1;
      return recorded >= needed ? undefined : { recorded, needed };
    },
    unblockedBy: ['RecordFinding'],
  },
  findingsHaveEvidence: {
    check: (state) => {
      const bare = Object.values(state.findings).filter(
        (finding) => finding.statementIds.length + finding.indicatorIds.length === 0,
      );
      return list(bare, { findings: numbers(bare) });
    },
    unblockedBy: ['SetEvidence', 'DropFinding'],
  },
  testableClaimsTested: {
    check: (state) => {
      const open = Object.values(state.findings).filter((finding) => untested(finding, state));
      return list(open, { findings: numbers(open) });
    },
    unblockedBy: ['RecordCheck', 'ReviseFinding'],
  },
  gapsOwnedAndDated: {
    check: (state) => {
      const loose = Object.values(state.gaps).filter(
        (gap) => gap.answer === null && (gap.ownerOrganisationId === null || gap.due === null),
      );
      return list(loose, { gaps: loose.length });
    },
    unblockedBy: ['AssignGap', 'AnswerGap'],
  },
  actionsComplete: {
    check: (state) => lacking(state, ({ result, ownerOrganisationId, due }) => !result || !ownerOrganisationId || !due),
    unblockedBy: ['PlanAction', 'ReviseAction'],
  },
  actionsOwnedAndDated: {
    check: (state) => lacking(state, ({ ownerOrganisationId, due }) => !ownerOrganisationId || !due),
    unblockedBy: ['PlanAction', 'ReviseAction'],
  },
  dissentConcluded: {
    check: (state) => (state.dissentConcludedAt ? undefined : {}),
    unblockedBy: ['RecordDissent', 'ConcludeDissent'],
  },
  residentEditionMade: {
    check: (state) =>
      state.residentEdition?.pictureNumber === state.sharedPicture.number && state.sharedPicture.number > 0
        ? undefined
        : {},
    unblockedBy: ['MakeResidentEdition'],
  },
  intervalElapsed: {
    check: (state, guard, now) => {
      const due = dutchDay(shiftMonths(state.phaseSince, guard.months ?? 12));
      return dutchDay(now) >= due ? undefined : { due };
    },
    unblockedBy: [],
  },
};

/** Sessions of a lane about today's area. */
function sessionsOf(state: TrajectoryState, guard: Guard) {
  return Object.values(state.sessions).filter(
    (session) => !session.formerArea && (!guard.lane || session.lane === guard.lane),
  );
}

/** Whether a guard is waived for the next time that it would be in the way. */
export function isWaived(state: TrajectoryState, guard: Guard): boolean {
  const waiver = state.waivers[guard.id];
  return guard.waivable && waiver !== undefined && waiver.usedAt === undefined;
}

/** Whether one guard is in the way now; a waived guard is not, once. */
export function blockOf(state: TrajectoryState, guard: Guard, now: string): Block | undefined {
  return isWaived(state, guard) ? undefined : unmet(state, guard, now);
}

/** Whether the condition of a guard does not hold now, waived or not. */
export function unmet(state: TrajectoryState, guard: Guard, now: string): Block | undefined {
  const rule = rules[guard.predicate];
  const params = rule.check(state, guard, now);
  if (!params) return undefined;
  return {
    guardId: guard.id,
    code: `guard.${guard.predicate}`,
    params,
    unblockedBy: rule.unblockedBy,
    waivable: guard.waivable,
  };
}

/** All guards of a list that are in the way. */
export function blocksOf(state: TrajectoryState, guards: readonly Guard[], now: string): Block[] {
  return guards.map((guard) => blockOf(state, guard, now)).filter((block) => block !== undefined);
}

/** The guard with this id, wherever in the template it stands. */
export function guardById(template: MethodTemplate, id: string): Guard | undefined {
  const all = [...template.transitions, ...Object.values(template.commands)].flatMap((rule) => rule.guards);
  return all.find((guard) => guard.id === id);
}
