import type { TrajectoryState } from './trajectory-state.ts';

/**
 * A state as it is stored: with the version of its form, and the position of the journal at which a release that knows that
 * form wrote it. A release before 0.4 takes both along to a later position, and may leave there what its own form has.
 */
export type StoredState = TrajectoryState & { readonly stateVersion: number; readonly stateVersionAt: number };

/** A newer release wrote the state, in a form that this one does not know; it is read as nothing else. */
export class StateOfNewerVersion extends Error {
  readonly code = 'STATE.NEWER_VERSION';

  constructor(version: number) {
    super(`a state of version ${version}, and this release knows ${STATE_VERSION}`);
  }
}

type Loose = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Each thing of a record without the timers of the event that it came from. */
function withoutTimers(things: unknown): unknown {
  if (!isRecord(things)) return things;
  return Object.fromEntries(
    Object.entries(things).map(([id, thing]) => {
      if (!isRecord(thing) || !('timers' in thing)) return [id, thing];
      const { timers: _timers, ...rest } = thing;
      return [id, rest];
    }),
  );
}

/**
 * Brings a state from one version to the next, in their order, the first from version 1. Each leaves a state that has the
 * next form already as it is: an earlier release may have written only a part of it.
 */
const upcasts: readonly ((state: Loose) => Loose)[] = [
  // sessions and gaps kept a copy of the timers of their event, which nothing moved
  ({ sessions, gaps, ...state }) => ({ ...state, sessions: withoutTimers(sessions), gaps: withoutTimers(gaps) }),
];

/** The version of the form that states have today; those of releases before 0.4 have none, and are of version 1. */
export const STATE_VERSION: number = upcasts.length + 1;

/** A state as it is to be stored. */
export function toStored(state: TrajectoryState): StoredState {
  return { ...state, stateVersion: STATE_VERSION, stateVersionAt: state.version };
}

/**
 * A stored state as it is today, brought up from the version that wrote it: the same as the journal folds to. What is no
 * state at all stays what it is.
 *
 * @throws StateOfNewerVersion
 */
export function fromStored(stored: TrajectoryState): TrajectoryState;
export function fromStored(stored: TrajectoryState | null): TrajectoryState | null;
export function fromStored(stored: TrajectoryState | null): TrajectoryState | null {
  if (!isRecord(stored)) return stored;
  const { stateVersion = 1, stateVersionAt, ...state } = stored as Partial<StoredState>;
  if (stateVersion > STATE_VERSION) throw new StateOfNewerVersion(stateVersion);
  if (stateVersion === STATE_VERSION && stateVersionAt === state.version) return state as TrajectoryState;
  const from = stateVersionAt === state.version ? stateVersion : 1;
  return upcasts.slice(from - 1).reduce((older, upcast) => upcast(older), state as Loose) as unknown as TrajectoryState;
}
