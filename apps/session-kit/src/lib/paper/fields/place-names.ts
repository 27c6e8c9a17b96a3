import { namedPlaces, type NamedPlace } from '@buurtbalans/geo';
import { lightApi } from '#lib/api/light-client.ts';
import type { SessionFacts } from '#lib/console/facilitation.svelte.ts';

/** The places that people know by name, as they stand on the paper map; none while they cannot be read. */
export async function readPlaceNames({ area, areaCodes, districtCode }: SessionFacts): Promise<readonly NamedPlace[]> {
  if (!area) return [];
  const [borders, parks] = await Promise.all([
    lightApi.call('listBoundaries', { query: { level: 'buurt', districtCode } }).catch(() => ({ items: [] })),
    lightApi.call('listParks', {}).catch(() => ({ items: [] })),
  ]);
  return namedPlaces(
    area,
    borders.items.filter(({ code }) => areaCodes.includes(code)),
    parks.items,
  );
}
