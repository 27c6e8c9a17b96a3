import {
  type Database,
  listAreas,
  listFigures,
  readMunicipality,
  readPublicFacts,
  sourcesOfDeliveries,
} from '@buurtbalans/database';
import type { TrajectoryState } from '@buurtbalans/domain';
import { compareAreas, type Comparison, type Figure, guardedWith, shownFigure } from '@buurtbalans/figures';
import type { PublicFacts } from '@buurtbalans/reports';
import { type ComparedIn, comparedInKept, type KeptProfile } from './kept-profile.ts';
import { hasFigure } from './years-after.ts';

/** One indicator of a profile, with what was chosen of it: the year and the comment, or nothing. */
export interface ProfileEntry {
  readonly comparison: Comparison;
  readonly chosen: TrajectoryState['indicators'][string] | undefined;
  /** Of one that was chosen: figures of its year by which it could be worked out. */
  readonly beside: readonly Comparison[];
}

/** A trajectory of which figures are read. */
export interface OfTrajectory {
  readonly id: string;
  readonly state: Pick<TrajectoryState, 'area' | 'districtCode' | 'indicators' | 'figures'>;
}

/**
 * The profile of a trajectory's area beside its district and city: each indicator that has figures, in the year that was
 * chosen, or else the latest, as the trajectory took them. Screens and documents show this one. Empty without an area.
 */
export async function readProfile(db: Database, trajectory: OfTrajectory): Promise<ProfileEntry[]> {
  const { indicators } = trajectory.state;
  const of = await comparedOf(db, trajectory);
  return [...of(undefined).keys()].map((id) => {
    const chosen = Object.hasOwn(indicators, id) ? indicators[id] : undefined;
    return { comparison: of(chosen?.year).get(id)!, chosen, beside: chosen ? besideOf(id, of(chosen.year)) : [] };
  });
}

/** Figures of a trajectory as it took them; one of before they were taken has those that are official. */
export async function comparedOf(db: Database, { id, state }: OfTrajectory): Promise<ComparedIn> {
  const kept = await readKept(db, { id, state });
  return kept ? comparedInKept(kept) : comparedNow(db, state);
}

/** What a trajectory took; undefined when it took nothing, or has no area any more. */
export async function readKept(db: Database, { id, state }: OfTrajectory): Promise<KeptProfile | undefined> {
  if (!state.area || !state.figures) return undefined;
  const body = await readPublicFacts(db, id, state.figures.hash);
  if (body === undefined) throw new Error(`the figures ${state.figures.hash} of trajectory ${id} are gone`);
  return JSON.parse(body) as KeptProfile;
}

/** Official figures of an area beside its district and city, as they are now. */
export async function comparedNow(
  db: Database,
  { area, districtCode }: Pick<TrajectoryState, 'area' | 'districtCode'>,
): Promise<ComparedIn> {
  if (!area) return () => new Map();
  const [district, city] = await Promise.all([
    listAreas(db, { level: 'buurt', districtCode }),
    readMunicipality(db, [districtCode, ...area.codes]),
  ]);
  const areas = {
    area: area.codes,
    // a border that was drawn is not that of a wijk
    areaWhole: area.drawn ? [] : wholeOf(area.codes, district),
    district: district.map(({ code }) => code),
    districtWhole: [
      districtCode,
      ...wholeOf(
        district.map(({ code }) => code),
        district,
      ),
    ],
    city: city ?? '',
  };
  const codes = new Set([...areas.area, ...areas.areaWhole, ...areas.district, ...areas.districtWhole, areas.city]);
  const figures = await figuresOf(db, [...codes]);
  return comparedIn(figures, areas);
}

/** Figures by which one could be worked out, in the same year. */
function besideOf(id: string, ofYear: ReadonlyMap<string, Comparison>): Comparison[] {
  const year = ofYear.get(id)?.year;
  return guardedWith(id)
    .flatMap((one) => ofYear.get(one) ?? [])
    .filter((one) => one.year === year);
}

/** What documents, and the places where things meet, show of a profile: the figures that were chosen, and how many live there. */
export function shownOf(
  profile: readonly ProfileEntry[],
): Required<Pick<PublicFacts, 'figures' | 'residents' | 'others'>> {
  const figures = profile.flatMap(({ comparison, chosen }) => (chosen ? [shownFigure(comparison)] : []));
  const keyOf = (indicatorId: string, year: number): string => `${indicatorId} ${year}`;
  const shown = new Set(figures.map(({ indicatorId, year }) => keyOf(indicatorId, year)));
  const others = new Map(
    profile
      .flatMap(({ beside }) => beside)
      .map(({ indicator: { id: indicatorId }, year, area, district, city }) => [
        keyOf(indicatorId, year),
        { indicatorId, year, area, district, city },
      ]),
  );
  return {
    figures,
    others: [...others].flatMap(([key, other]) => (shown.has(key) ? [] : [other])),
    residents:
      profile.find(({ comparison }) => comparison.indicator.id === 'population.total')?.comparison.area.value ?? null,
  };
}

/** Which of these indicators, each in its year, an area has no value of. */
export function withoutFigure(of: ComparedIn, wanted: Readonly<Record<string, { readonly year: number }>>): string[] {
  return Object.entries(wanted).flatMap(([id, { year }]) => (hasFigure(of, id, year) ? [] : [id]));
}

/** Comparisons by indicator, of a year or of the latest, each year compared once. */
function comparedIn(figures: readonly Figure[], areas: Parameters<typeof compareAreas>[1]): ComparedIn {
  const byYear = new Map<number | undefined, ReadonlyMap<string, Comparison>>();
  return (year) => {
    const known = byYear.get(year);
    if (known) return known;
    const compared = new Map(compareAreas(figures, areas, year).map((one) => [one.indicator.id, one]));
    byYear.set(year, compared);
    return compared;
  };
}

/** Figures of areas, each with the source of the delivery that it came with. */
async function figuresOf(db: Database, codes: readonly string[]): Promise<Figure[]> {
  const stored = await listFigures(db, codes);
  const delivered = new Set(stored.flatMap(({ deliveryId }) => deliveryId ?? []));
  const sources = await sourcesOfDeliveries(db, [...delivered]);
  return stored.map((figure) => {
    const source = figure.deliveryId ? sources.get(figure.deliveryId) : undefined;
    return { ...figure, ...(source && { source }) } as Figure;
  });
}

/** The wijk of which neighbourhoods are all, when they are of one. */
function wholeOf(
  codes: readonly string[],
  all: readonly { readonly code: string; readonly parentCode: string | null }[],
): string[] {
  const chosen = new Set(codes);
  const found = all.filter(({ code }) => chosen.has(code));
  const [parent, ...others] = new Set(found.map(({ parentCode }) => parentCode));
  // one that is not among them lies elsewhere
  if (!parent || others.length > 0 || found.length < chosen.size) return [];
  return all.every(({ code, parentCode }) => parentCode !== parent || chosen.has(code)) ? [parent] : [];
}
