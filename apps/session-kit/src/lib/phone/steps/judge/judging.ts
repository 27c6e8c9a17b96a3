/** Dots by the key of the item that has them. */
export type Dots = Readonly<Record<string, number>>;

/** What holds for dots in a step. */
export interface DotRules {
  readonly budget: number;
  readonly stacking: boolean;
}

/** Dots that may still be given. */
export function dotsLeft(dots: Dots, { budget }: DotRules): number {
  return budget - Object.values(dots).reduce((sum, count) => sum + count, 0);
}

/** Whether one more dot may go to this item. */
export function canAddDot(dots: Dots, key: string, rules: DotRules): boolean {
  return dotsLeft(dots, rules) > 0 && (rules.stacking || !dots[key]);
}

/** With one dot more (or less, `by` -1) for this item; what the rules do not allow changes nothing. */
export function withDot(dots: Dots, key: string, by: 1 | -1, rules: DotRules): Dots {
  const count = (dots[key] ?? 0) + by;
  if (count < 0 || (by > 0 && !canAddDot(dots, key, rules))) return dots;
  const { [key]: _before, ...others } = dots;
  return count === 0 ? others : { ...others, [key]: count };
}

/** The order with this item in it at the end, or without it; a full order takes no more. */
export function withChosen(order: readonly string[], key: string, top: number): readonly string[] {
  if (order.includes(key)) return order.filter((other) => other !== key);
  return order.length < top ? [...order, key] : order;
}

/** The order with this item one place up (-1) or down (1); at either end it stays. */
export function withMoved(order: readonly string[], key: string, by: 1 | -1): readonly string[] {
  const from = order.indexOf(key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return order;
  const moved = order.filter((other) => other !== key);
  return [...moved.slice(0, to), key, ...moved.slice(to)];
}

/** Without what is on the table no more: it was merged or taken away since. */
export function onlyItems<T>(given: Readonly<Record<string, T>>, items: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(given).filter(([key]) => items.includes(key)));
}
