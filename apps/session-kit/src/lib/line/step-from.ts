import type { GivenText, ItemTally, StepView } from '@buurtbalans/domain';

/**
 * Puts a step together from the entries of a projection, where its items and texts lie each under a key of their own;
 * null when there is no such step.
 */
export function stepFrom(entries: ReadonlyMap<string, unknown>, stepId: string): StepView | null {
  const view = entries.get(`step:${stepId}`) as StepView | undefined;
  if (!view?.result) return view ?? null;
  const under = <T>(prefix: string): T[] =>
    [...entries].flatMap(([key, value]) => (key.startsWith(prefix) ? [value as T] : []));
  const items = under<ItemTally>(`item:${stepId}:`).sort((one, other) => other.points - one.points);
  const texts = under<GivenText>(`said:${stepId}:`).sort(
    (one, other) => other.count - one.count || one.text.localeCompare(other.text),
  );
  // a step that this browser kept has them in it
  return {
    ...view,
    result: {
      ...view.result,
      items: items.length > 0 ? items : view.result.items,
      texts: texts.length > 0 ? texts : view.result.texts,
    },
  };
}
