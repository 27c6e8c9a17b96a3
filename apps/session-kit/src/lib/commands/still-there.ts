/**
 * Of the ids that a form holds, those that the view still has. What was taken away has no box that could be cleared, so
 * sending its id would be refused for something that nobody can see.
 */
export function stillThere<K extends string>(
  ids: readonly string[],
  things: readonly Readonly<Record<K, string>>[],
  key: K,
): string[] {
  return ids.filter((id) => things.some((thing) => thing[key] === id));
}
