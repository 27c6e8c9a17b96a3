import { type Exercise, type Step, STEP_LIMIT, usualStep } from '@buurtbalans/domain';

const swapped = (exercise: Exercise): string => exercise.replaceAll('_', '-');

/** An id for a new step that no step has. */
export function freshId(steps: readonly Step[], exercise: Exercise): string {
  const taken = new Set(steps.map(({ id }) => id));
  for (let number = steps.length + 1; ; number += 1) {
    const id = `${swapped(exercise)}-${number}`;
    if (!taken.has(id)) return id;
  }
}

/** Moves a step to another place, counted from 0; beyond the ends it stays at the end. */
export function moved(steps: readonly Step[], stepId: string, to: number): Step[] {
  const step = steps.find(({ id }) => id === stepId);
  if (!step) return [...steps];
  const rest = steps.filter(({ id }) => id !== stepId);
  const place = Math.max(0, Math.min(to, rest.length));
  return [...rest.slice(0, place), step, ...rest.slice(place)];
}

/** Adds a step as it usually is, at the end or after another. */
export function added(steps: readonly Step[], exercise: Exercise, after?: string): Step[] {
  if (steps.length >= STEP_LIMIT) return [...steps];
  const step = usualStep(freshId(steps, exercise), exercise);
  const place = after === undefined ? steps.length : steps.findIndex(({ id }) => id === after) + 1;
  return [...steps.slice(0, place), step, ...steps.slice(place)];
}

/** Puts a copy of a step after it; the copy is not skipped. */
export function duplicated(steps: readonly Step[], stepId: string): Step[] {
  const index = steps.findIndex(({ id }) => id === stepId);
  const step = steps[index];
  if (!step || steps.length >= STEP_LIMIT) return [...steps];
  return [
    ...steps.slice(0, index + 1),
    { ...step, id: freshId(steps, step.exercise), skipped: false },
    ...steps.slice(index + 1),
  ];
}

/** Changes settings of a step. */
export const changed = (steps: readonly Step[], stepId: string, change: Partial<Omit<Step, 'id'>>): Step[] =>
  steps.map((step) => (step.id === stepId ? { ...step, ...change } : step));

/** Takes a step out; one that has begun stays. */
export const removed = (steps: readonly Step[], stepId: string, begun: readonly string[]): Step[] =>
  steps.filter(({ id }) => id !== stepId || begun.includes(id));

/** Puts the steps of a ready script in the place of what has not begun. What has begun stays, and comes first. */
export function replaced(steps: readonly Step[], ready: readonly Step[], begun: readonly string[]): Step[] {
  const kept = steps.filter(({ id }) => begun.includes(id));
  let list = kept;
  for (const step of ready)
    list = [
      ...list,
      {
        ...step,
        id: list.some(({ id }) => id === step.id) ? freshId([...steps, ...list, ...ready], step.exercise) : step.id,
      },
    ];
  return list.slice(0, STEP_LIMIT);
}

/**
 * The own version of a script on top of a colleague's: everything stays as it was edited, and what has begun since then,
 * and the own version does not have, is put where the colleague has it.
 */
export function rebased(own: readonly Step[], theirs: readonly Step[], begun: readonly string[]): Step[] {
  let list = own.filter(
    ({ id, exercise }) => !begun.includes(id) || theirs.find((step) => step.id === id)?.exercise === exercise,
  );
  theirs.forEach((step, index) => {
    if (begun.includes(step.id) && !list.some(({ id }) => id === step.id))
      list = [...list.slice(0, index), step, ...list.slice(index)];
  });
  return list;
}

/** Options of a step from lines of text, without empty and double ones. */
export const optionsOf = (lines: string): string[] =>
  [
    ...new Set(
      lines
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ].slice(0, 30);

/** Whether two scripts say the same. */
export const isSameScript = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
