import { isDeepStrictEqual } from 'node:util';
import { type Database, newestDelivery, wasPutBack } from '@buurtbalans/database';
import type { TrajectoryState } from '@buurtbalans/domain';
import { type Comparison, shownFigure } from '@buurtbalans/figures';
import { bodyOf, type ComparedIn, type KeptBody, keepProfile } from './kept-profile.ts';
import { comparedNow, comparedOf, type OfTrajectory, readKept, withoutFigure } from './read-profile.ts';
import { yearsAfter } from './years-after.ts';

/** One indicator of which official figures now say something else than the trajectory has, each in its own year. */
export interface NewerFigure {
  readonly before: Comparison | undefined;
  readonly after: Comparison | undefined;
  readonly isChosen: boolean;
}

/** What would become of a trajectory's figures if it took those that are official now. */
export interface NewerFigures extends KeptBody {
  readonly items: readonly NewerFigure[];
  /** Chosen indicators that would stand in another year: a newer one, or the newest where theirs is gone. */
  readonly years: Readonly<Record<string, number>>;
  /** Chosen indicators that would say something else. */
  readonly changed: readonly string[];
  /** Chosen indicators of which the area would have no figure. */
  readonly empty: readonly string[];
}

/** What figures follow from: the newest official delivery of figures, and that of borders, by which a district has its parts. */
const officialDeliveries = (db: Database): Promise<(string | null)[]> =>
  Promise.all([newestDelivery(db.query, 'kwb'), newestDelivery(db.query, 'boundaries')]);

/** Official figures of an area as they are now, to be kept. */
export async function takeProfile(
  db: Database,
  state: Pick<TrajectoryState, 'area' | 'districtCode'>,
): Promise<KeptBody & { readonly of: ComparedIn }> {
  // read first: a delivery that comes in between is then found to be newer, and not missed
  const deliveries = await officialDeliveries(db);
  const of = await comparedNow(db, state);
  return { ...bodyOf(keepProfile(of, deliveries)), of };
}

/** What is official now, beside what the trajectory has; undefined when it took what is official, or follows it. */
export async function readNewer(
  db: Database,
  { id, state }: OfTrajectory,
): Promise<(NewerFigures & { readonly isPutBack: boolean }) | undefined> {
  const kept = await readKept(db, { id, state });
  if (!kept || isDeepStrictEqual(kept.deliveries, await officialDeliveries(db))) return undefined;
  const newer = await compareWithNow(db, { id, state });
  if (newer.items.length === 0) return undefined;
  // what it has came with one that was put back: what is official now is not newer
  return { ...newer, isPutBack: await wasPutBack(db, cameWith(newer.items, kept.deliveries[1] ?? null)) };
}

/** Deliveries by which figures are other ones now: those that they came with, or that of the borders where these are the same. */
function cameWith(items: readonly NewerFigure[], borders: string | null): string[] {
  const found = items.flatMap(({ before, after }) => {
    if (!before) return [];
    return isDeepStrictEqual(before.deliveries, after?.deliveries) ? (borders ?? []) : before.deliveries;
  });
  return [...new Set(found)];
}

/** The same, whether something differs or not. */
export async function compareWithNow(db: Database, { id, state }: OfTrajectory): Promise<NewerFigures> {
  const [before, { of: after, hash, body }] = await Promise.all([
    comparedOf(db, { id, state }),
    takeProfile(db, state),
  ]);
  const ids = new Set([...before(undefined).keys(), ...after(undefined).keys()]);
  const chosen = Object.entries(state.indicators);
  const years = yearsAfter(before, after, state.indicators);
  const yearOf = (id: string): number | undefined =>
    Object.hasOwn(state.indicators, id) ? state.indicators[id]!.year : undefined;
  const items = [...ids].flatMap((id): NewerFigure[] => {
    const was = before(yearOf(id)).get(id);
    const becomes = after(years[id] ?? yearOf(id)).get(id);
    return isDeepStrictEqual(shown(was), shown(becomes))
      ? []
      : [{ before: was, after: becomes, isChosen: yearOf(id) !== undefined }];
  });
  const wanted = Object.fromEntries(chosen.map(([id, { year }]) => [id, { year: years[id] ?? year }]));
  return {
    hash,
    body,
    items,
    years,
    changed: items.flatMap(({ before, after, isChosen }) => (isChosen ? [(before ?? after)!.indicator.id] : [])),
    empty: withoutFigure(after, wanted),
  };
}

const shown = (comparison: Comparison | undefined) => comparison && shownFigure(comparison);
