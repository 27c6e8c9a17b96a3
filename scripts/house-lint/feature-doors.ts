/** A file of one feature that imports a file of another; both as a path below the features' folder. */
export interface Reach {
  readonly from: string;
  readonly to: string;
}

const featureOf = (file: string): string => file.split('/')[0]!;

/**
 * Where features meet otherwise than they should: through the module of the other feature, and the one service that it
 * exports. `moduleOf` gives the text of a feature's module.
 */
export function wrongDoors(reaches: readonly Reach[], moduleOf: (feature: string) => string): string[] {
  const doors = new Map<string, Set<string>>();
  for (const { to } of reaches) {
    if (to.endsWith('.module.ts')) continue;
    const feature = featureOf(to);
    doors.set(feature, (doors.get(feature) ?? new Set()).add(to));
  }
  return [...doors].flatMap(([feature, files]) => {
    const exported = /exports: \[(\w*)\]/.exec(moduleOf(feature))?.[1];
    const [only, ...others] = files;
    if (others.length > 0) return [`${feature} is entered by ${files.size} doors: ${[...files].toSorted().join(', ')}`];
    const isExported =
      exported && new RegExp(`\\b${exported}\\b.*from '\\./${only!.split('/')[1]!}'`).test(moduleOf(feature));
    return only!.endsWith('.service.ts') && isExported
      ? []
      : [`${feature} is entered by ${only}, which is not the one service that its module exports`];
  });
}
