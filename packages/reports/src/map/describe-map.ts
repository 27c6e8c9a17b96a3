import { boundsOf } from '@buurtbalans/geo';
import type { ReportSnapshot } from '../snapshot.ts';
import type { Direction } from '../texts/texts.ts';

/** In which part of the area most findings with a place lie; null when there is no such part. */
export function mainDirection(area: NonNullable<ReportSnapshot['area']>, snapshot: ReportSnapshot): Direction | null {
  const places = snapshot.findings.flatMap((finding) => finding.place ?? []);
  if (places.length < 2) return null;
  const [west, south, east, north] = boundsOf(area.geometry);
  const directionOf = ({ lng, lat }: { lng: number; lat: number }): Direction => {
    const x = (lng - (west + east) / 2) / (east - west);
    const y = (lat - (south + north) / 2) / (north - south);
    if (Math.abs(x) < 0.12 && Math.abs(y) < 0.12) return 'middle';
    if (Math.abs(x) > Math.abs(y)) return x > 0 ? 'east' : 'west';
    return y > 0 ? 'north' : 'south';
  };
  const counts = Map.groupBy(places, directionOf);
  const [first] = [...counts].sort(([, one], [, other]) => other.length - one.length);
  return first && first[1].length > places.length / 2 ? first[0] : null;
}
