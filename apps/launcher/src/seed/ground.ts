import { type Database, listAreas, listBoundaries, listDistricts, type StoredArea } from '@buurtbalans/database';
import type { AreaGeometry, Place } from '@buurtbalans/domain';
import { innerPoint, unionOf } from '@buurtbalans/geo';
import { StartError } from '../options.ts';
import { Random } from './random.ts';

/** Where a trajectory can be: a wijk with its neighbourhoods, or one neighbourhood. */
export interface SeedArea {
  readonly name: string;
  readonly codes: readonly string[];
  readonly district: { readonly code: string; readonly name: string };
  readonly geometry: AreaGeometry;
  readonly places: readonly Place[];
}

/** Inhabitants from whom on a neighbourhood is one. */
const LIVED_IN = 500;

/** Reads where trajectories can be: first every wijk, then every neighbourhood of one with several. @throws StartError where no areas are */
export async function readGround(db: Database): Promise<{ wijken: SeedArea[]; buurten: SeedArea[] }> {
  const districts = new Map((await listDistricts(db)).map(({ code, name }) => [code, name]));
  const wijken = await listAreas(db, { level: 'wijk' });
  const areLivedIn = await livedIn(db);
  const buurten = (await listBoundaries(db, { level: 'buurt' })).filter(({ code }) => areLivedIn(code));
  const all = Map.groupBy(buurten, ({ parentCode }) => parentCode);
  const ground: { wijken: SeedArea[]; buurten: SeedArea[] } = { wijken: [], buurten: [] };
  for (const { code, name, districtCode } of wijken) {
    const parts = all.get(code) ?? [];
    const district = { code: districtCode ?? '', name: districts.get(districtCode ?? '') ?? '' };
    if (parts.length === 0 || district.name === '') continue;
    ground.wijken.push(areaOf(name, parts, district));
    if (parts.length > 1) ground.buurten.push(...parts.map((part) => areaOf(part.name, [part], district)));
  }
  if (ground.wijken.length === 0)
    throw new StartError(
      'in deze database staan geen gebieden; start eerst het product erop / there are no areas in this database; start the product on it first',
    );
  return ground;
}

/** Harbours and fields have no neighbours to talk with; where no figures are, every area counts. */
async function livedIn(db: Database): Promise<(code: string) => boolean> {
  const figures = await db.query
    .selectFrom('figure')
    .select('area_code')
    .where('indicator_id', '=', 'population.total')
    .where('value', '>=', LIVED_IN)
    .execute();
  const codes = new Set(figures.map((figure) => figure.area_code));
  return (code) => codes.size === 0 || codes.has(code);
}

function areaOf(name: string, parts: readonly StoredArea[], district: SeedArea['district']): SeedArea {
  const geometry = parts.length === 1 ? parts[0]!.geometry : unionOf(parts.map((part) => part.geometry));
  const places = parts.map((part): Place => {
    const [lng, lat] = innerPoint(part.geometry);
    return { lng, lat, label: part.name };
  });
  return { name, codes: parts.map(({ code }) => code), district, geometry, places };
}

/** What a second trajectory in the same area is about. */
const AGAIN = ['jeugd', 'veilig', 'wonen', 'schoon', 'ontmoeten', 'gezond', 'werk', 'groen'];

/** Where the trajectories of a seed are, by their number: each area once, and then again under another heading. */
export function areasOf(seed: number, { wijken, buurten }: { wijken: SeedArea[]; buurten: SeedArea[] }) {
  const random = new Random(`areas ${seed}`);
  const order = [...random.shuffled(wijken), ...random.shuffled(buurten)];
  return (index: number): SeedArea & { readonly title: string } => {
    const area = order[index % order.length]!;
    const round = Math.floor(index / order.length);
    const heading = AGAIN[(round - 1) % AGAIN.length];
    const turn = Math.floor((round - 1) / AGAIN.length) + 1;
    const title = round === 0 ? area.name : `${area.name}: ${heading}${turn > 1 ? ` ${turn}` : ''}`;
    return { ...area, title };
  };
}
