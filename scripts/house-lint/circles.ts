/** A way round through features that reach one another, or none. `reaches` has for each feature the others that it imports. */
export function circlesIn(reaches: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const circles = new Map<string, string[]>();
  const follow = (path: readonly string[]): void => {
    for (const next of reaches.get(path.at(-1)!) ?? []) {
      const at = path.indexOf(next);
      if (at < 0) follow([...path, next]);
      else circles.set(path.slice(at).toSorted().join(), [...path.slice(at), next]);
    }
  };
  for (const feature of reaches.keys()) follow([feature]);
  return [...circles.values()];
}
