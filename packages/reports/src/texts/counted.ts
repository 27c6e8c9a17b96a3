/** Whether something is there once, so that its word is singular. */
export const one = (count: number): boolean => count === 1;

/** A number with its word: 1 bevinding, 2 bevindingen, 0 bevindingen. */
export const counted = (count: number, singular: string, plural: string): string =>
  `${count} ${one(count) ? singular : plural}`;
