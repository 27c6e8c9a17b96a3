import type { Applier, Appliers, Change } from './applier.ts';
import { caseAppliers, created } from '../case/case.evolve.ts';
import { documentAppliers } from '../documents/documents.evolve.ts';
import { findingAppliers } from '../findings/findings.evolve.ts';
import { intakeAppliers } from '../intake/intake.evolve.ts';
import { planAppliers } from '../plan/plan.evolve.ts';
import { sessionAppliers } from '../sessions/sessions.evolve.ts';
import { sharingAppliers } from '../sharing/sharing.evolve.ts';
import { takenBack } from './takes-back.evolve.ts';
import type { TrajectoryState } from './trajectory-state.ts';
import type { EventType, TrajectoryEvent } from './trajectory.events.ts';
import type { TimerChanges } from './event-parts.ts';

type Later = Exclude<EventType, 'TrajectoryCreated'>;

const appliers: Appliers<Later> = {
  ...caseAppliers,
  ...intakeAppliers,
  ...sessionAppliers,
  ...findingAppliers,
  ...planAppliers,
  ...documentAppliers,
  ...sharingAppliers,
};

/** The state before the first event. */
export const initialState = null;

/**
 * Folds one journal entry into the state. Pure: the state that goes in is not changed, and parts that the entry does not
 * touch stay the very same objects. An event of a type that this version does not know throws, so that a journal from a
 * newer version is never read as something else.
 */
export function evolve(before: TrajectoryState | null, entry: TrajectoryEvent): TrajectoryState {
  const { timers, takesBack, ...facts } = entry.data;
  if (entry.type === 'TrajectoryCreated') return withTimers(created(entry), timers, entry.seq);
  if (before === null) throw new Error(`journal does not start with TrajectoryCreated but with ${entry.type}`);
  if (!Object.hasOwn(appliers, entry.type)) throw new Error(`unknown event ${entry.type as string}`);
  const apply = appliers[entry.type] as Applier<Later>;
  const applied = changed({ ...before, version: entry.seq }, apply(facts as never, before, entry));
  const left = takesBack ? changed(applied, takenBack(applied, takesBack, entry.at, before.area)) : applied;
  return withTimers(left, timers, entry.seq);
}

/** Folds a whole journal, or what follows on `before`. */
export function fold(
  entries: Iterable<TrajectoryEvent>,
  before: TrajectoryState | null = initialState,
): TrajectoryState | null {
  let state = before;
  for (const entry of entries) state = evolve(state, entry);
  return state;
}

function changed(state: TrajectoryState, change: Change): TrajectoryState {
  const next = { ...state, ...change };
  for (const part of ['paused', 'takenBack'] as const) if (part in next && next[part] === undefined) delete next[part];
  return next;
}

/** Sets and cancels the timers that an event names; one that is set anew or cancelled no longer waits for anybody. */
function withTimers(state: TrajectoryState, changes: TimerChanges | undefined, setSeq: number): TrajectoryState {
  if (changes === undefined) return state;
  const [timers, alerts] = [{ ...state.timers }, { ...state.alerts }];
  for (const [key, dueAt] of Object.entries(changes)) {
    delete alerts[key];
    if (dueAt === null) delete timers[key];
    else timers[key] = { dueAt, setSeq };
  }
  return { ...state, timers, alerts };
}
