import type { Actor } from '../people.ts';
import type { EventType, TrajectoryEventData } from './trajectory.events.ts';
import type { TrajectoryState } from './trajectory-state.ts';

/** The parts of a state that an event changes, as they are then; one that is undefined is gone. */
export type Change = Partial<TrajectoryState>;

/** When, where and by whom an event came into the journal. */
export interface Told {
  readonly seq: number;
  readonly at: string;
  readonly actor: Actor;
}

/**
 * What one type of event changes. It gets the facts of the event alone, without its timers and what it takes back: those are
 * of the trajectory and not of the thing that the event is about. Pure: the state that goes in is not changed.
 */
export type Applier<T extends EventType> = (
  facts: TrajectoryEventData[T],
  state: TrajectoryState,
  told: Told,
) => Change;

/** Appliers by type of event. */
export type Appliers<T extends EventType> = { readonly [K in T]: Applier<K> };

type Things<T> = Readonly<Record<string, T>>;

/** A record with one thing in it, or in the place of what had its key. */
export function put<T>(things: Things<T>, key: string, thing: NoInfer<T>): Record<string, T> {
  return { ...things, [key]: thing };
}

/** A record in which the things of these keys are changed, as far as they are there. */
export function patch<T>(
  things: Things<T>,
  keys: string | readonly string[],
  change: Partial<NoInfer<T>>,
): Record<string, T> {
  const patched = { ...things };
  for (const key of typeof keys === 'string' ? [keys] : keys)
    if (patched[key] !== undefined) patched[key] = { ...patched[key], ...change };
  return patched;
}

/** A record without one of its things. */
export function omit<T>(things: Things<T>, key: string): Record<string, T> {
  const { [key]: _gone, ...rest } = things;
  return rest;
}

/** A record in which each thing is what it becomes. */
export function each<T>(things: Things<T>, become: (thing: T, id: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(things).map(([key, thing]) => [key, become(thing, key)]));
}

/** A list without one of its items. */
export function without(list: readonly string[], item: string): string[] {
  return list.filter((other) => other !== item);
}

/** The number of something that is gone stays its own. */
export function keepNumber(
  { numbers }: TrajectoryState,
  kind: 'finding' | 'action',
  number: number | undefined,
): Change {
  return number === undefined ? {} : { numbers: { ...numbers, [kind]: Math.max(number, numbers?.[kind] ?? 0) } };
}
