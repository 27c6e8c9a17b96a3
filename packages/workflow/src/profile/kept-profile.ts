import { createHash } from 'node:crypto';
import { type Compared, type Comparison, indicatorById, type Source } from '@buurtbalans/figures';

/** Comparisons by indicator: of a year, or of the latest in which the area has a value. */
export type ComparedIn = (year: number | undefined) => ReadonlyMap<string, Comparison>;

/** What is kept of one indicator in one year; sources by their place in the list of all. */
interface KeptYear {
  readonly area: Compared;
  readonly district: Compared;
  readonly city: Compared;
  readonly sources: readonly number[];
  readonly release: string | null;
  /** Deliveries with which it came, by their place in the list of all. */
  readonly deliveries: readonly number[];
}

/** Figures of an area as they were when a trajectory took them. What an indicator is called is the catalogue's, as it is now. */
export interface KeptProfile {
  readonly form: 1;
  /** The newest official deliveries of figures and of borders then; null where there was none. */
  readonly deliveries: readonly (string | null)[];
  readonly sources: readonly Source[];
  /** Deliveries with which its figures came. */
  readonly cameWith: readonly string[];
  readonly indicators: readonly {
    readonly id: string;
    readonly latest: number;
    readonly years: readonly number[];
    readonly of: Readonly<Record<number, KeptYear>>;
  }[];
}

/** A profile as it lies beside a journal. */
export interface KeptBody {
  readonly hash: string;
  readonly body: string;
}

/** Where one stands in a list, to which it is added where it is not there yet. */
function placeIn<T>(list: T[], one: T): number {
  const known = list.findIndex((other) => JSON.stringify(other) === JSON.stringify(one));
  return known >= 0 ? known : list.push(one) - 1;
}

/** All years of a profile, to be kept. */
export function keepProfile(of: ComparedIn, deliveries: KeptProfile['deliveries']): KeptProfile {
  const sources: Source[] = [];
  const cameWith: string[] = [];
  const indicators = [...of(undefined).values()].map(({ indicator: { id }, year: latest, years }) => {
    const kept = years.flatMap((year) => {
      const found = of(year).get(id);
      if (found?.year !== year) return [];
      const { area, district, city, release } = found;
      const places = {
        sources: found.sources.map((one) => placeIn(sources, one)),
        deliveries: found.deliveries.map((one) => placeIn(cameWith, one)),
      };
      return [[year, { area, district, city, release, ...places }] as const];
    });
    return { id, latest, years, of: Object.fromEntries(kept) };
  });
  return { form: 1, deliveries, sources, cameWith, indicators };
}

/** As it is stored. */
export function bodyOf(kept: KeptProfile): KeptBody {
  const body = JSON.stringify(kept);
  return { hash: createHash('sha256').update(body).digest('hex'), body };
}

/** What was kept, as it was compared then; an indicator that the catalogue no longer has is left out. */
export function comparedInKept({ sources, cameWith, indicators }: KeptProfile): ComparedIn {
  const entries = indicators.flatMap((kept) => {
    const indicator = indicatorById(kept.id);
    return indicator ? [{ ...kept, indicator }] : [];
  });
  return (wanted) =>
    new Map(
      entries.flatMap(({ id, indicator, latest, years, of }) => {
        const year = wanted !== undefined && of[wanted] ? wanted : latest;
        const found = of[year];
        if (!found) return [];
        const named = {
          sources: found.sources.map((place) => sources[place]!),
          deliveries: found.deliveries.map((place) => cameWith[place]!),
        };
        return [[id, { ...found, indicator, year, years, ...named }] as const];
      }),
    );
}
