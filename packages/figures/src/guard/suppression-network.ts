/** One count as a flow between two nodes of a circulation. */
export interface Arc {
  readonly from: string;
  readonly to: string;
  readonly value: number;
}

/**
 * How many values, besides its own, a hidden count could have for someone who knows all counts that are not hidden and
 * that none is negative; counted up to `enough`. Raising a count by one is possible along a path of hidden counts from
 * its end back to its start, each raised (always possible) or lowered (as far as it goes).
 */
export function slack(arc: Arc, hidden: readonly Arc[], enough: number): number {
  const others = hidden.filter((other) => other !== arc);
  const up = maximumFlow(others, arc.to, arc.from, enough);
  const down = Math.min(arc.value, maximumFlow(others, arc.from, arc.to, enough));
  return Math.min(enough, up + down);
}

/**
 * The cheapest counts to hide along with `arc`, so that it has room to be `room` higher: a path from its end back to its
 * start over counts that can each be raised, or lowered by that much.
 *
 * @throws Error when there is none, which a circulation rules out.
 */
export function cheapestDetour<T extends Arc>(
  arc: T,
  arcs: readonly T[],
  price: (candidate: T) => number,
  room: number,
): T[] {
  const cost = new Map([[arc.to, 0]]);
  const cameBy = new Map<string, { node: string; over: T }>();
  const open = new Set([arc.to]);
  while (open.size > 0) {
    const node = [...open].reduce((best, candidate) => (cost.get(candidate)! < cost.get(best)! ? candidate : best));
    open.delete(node);
    for (const over of arcs) {
      if (over === arc) continue;
      const next = over.from === node ? over.to : over.to === node && over.value >= room ? over.from : undefined;
      if (next === undefined) continue;
      const total = cost.get(node)! + price(over);
      if (total >= (cost.get(next) ?? Infinity)) continue;
      cost.set(next, total);
      cameBy.set(next, { node, over });
      open.add(next);
    }
  }
  const path: T[] = [];
  for (let step = cameBy.get(arc.from); step; step = step.node === arc.to ? undefined : cameBy.get(step.node))
    path.push(step.over);
  if (path.length === 0) throw new Error('no other count can hide this one');
  return path;
}

interface Step {
  readonly node: string;
  readonly arc: number;
  readonly raised: boolean;
}

/** Most that can flow from one node to another, by shortest augmenting paths; stops at `enough`. */
function maximumFlow(arcs: readonly Arc[], from: string, to: string, enough: number): number {
  const left = arcs.map((arc) => arc.value);
  let flow = 0;
  while (flow < enough) {
    const path = shortestPath(arcs, left, from, to);
    if (!path) break;
    const room = path.reduce((least, step) => (step.raised ? least : Math.min(least, left[step.arc]!)), enough - flow);
    for (const step of path) left[step.arc]! += step.raised ? room : -room;
    flow += room;
  }
  return flow;
}

function shortestPath(arcs: readonly Arc[], left: readonly number[], from: string, to: string): Step[] | undefined {
  const cameBy = new Map<string, Step>();
  const reached = new Set([from]);
  for (const node of reached) {
    if (node === to) break;
    for (const [index, arc] of arcs.entries()) {
      const raised = arc.from === node;
      const lowered = arc.to === node && left[index]! > 0;
      const next = raised ? arc.to : arc.from;
      if ((!raised && !lowered) || reached.has(next)) continue;
      reached.add(next);
      cameBy.set(next, { node, arc: index, raised });
    }
  }
  if (!cameBy.has(to)) return undefined;
  const path: Step[] = [];
  for (let step = cameBy.get(to); step; step = cameBy.get(step.node)) path.push(step);
  return path;
}
