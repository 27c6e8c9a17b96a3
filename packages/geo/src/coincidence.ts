import type { AreaGeometry, Lane, Theme } from '@buurtbalans/domain';
import { cellToBoundary, cellToLatLng, gridDisk } from 'h3-js';
import polygonClipping from 'polygon-clipping';
import { type Position, rdToWgs84, wgs84ToRd } from './crs.ts';
import { contains, polygonsOf, signedArea } from './geometry.ts';
import { cellOf, nameOf, type PlacePoint } from './same-place.ts';

/** Something released that lies at a place. */
export interface PlacedItem extends PlacePoint {
  readonly lane: Lane | null;
  readonly theme: Theme;
  /** How many people or organisations stand behind it. */
  readonly sources: number;
  /**
   * Those of them that are known by a key, such as organisations: one counts once, in however many items it speaks. Without
   * keys nobody can say whether the people of two items are the same ones, and they count as no more than the larger of both.
   */
  readonly sourceKeys?: readonly string[] | undefined;
  /** Number of the finding, when it is one. */
  readonly finding?: number;
}

/** A figure of the whole area that stands out beside the city: it takes part wherever something is told of its theme. */
export interface NotableFigure {
  readonly indicatorId: string;
  readonly theme: Theme;
}

/** A place in which things coincide; the ring is WGS84, closed, and clipped to the area. */
export interface CoincidenceCell {
  /** Its name, or the hexagon in its middle where it has none. */
  readonly cell: string;
  readonly ring: Position[];
  readonly centre: Position;
  readonly label: string | null;
  readonly statements: number;
  /** At least so many different sources. */
  readonly sources: number;
  readonly themes: Theme[];
  readonly lanes: Lane[];
  readonly findings: number[];
  /** Indicators of these themes that stand out beside the city. */
  readonly figures: string[];
}

/** How places are looked at. */
export interface CoincidenceOptions {
  readonly figures?: readonly NotableFigure[];
  /** Sides of the squares in which places are kept, in metres: one at the border may lie half a diagonal outside. */
  readonly grainMetres?: number;
}

/** Items at one place, around one hexagon. */
interface Place {
  readonly key: string;
  readonly centre: string;
  readonly items: PlacedItem[];
  readonly cells: Set<string>;
}

/**
 * Counts what meets at each place. A place is what people call by one name, or, where nobody named it, a hexagon with those
 * beside it; what nobody named counts with a named place in or beside whose hexagon it lies. What lies outside the area is
 * not counted. The place where most lanes, figures, themes and sources meet comes first; the order of the input makes no
 * difference.
 */
export function coincidence(
  items: readonly PlacedItem[],
  area: AreaGeometry,
  { figures = [], grainMetres = 0 }: CoincidenceOptions = {},
): CoincidenceCell[] {
  const inside = items.filter((item) => liesIn(area, item, grainMetres));
  return placesOf(inside)
    .map((place) => cellOfPlace(place, area, figures))
    .sort((one, other) => weightOf(other) - weightOf(one) || one.cell.localeCompare(other.cell));
}

/** Whether more than one thing meets there: lanes, themes or findings, statements of more than one source, or telling and figures. */
export function isMeeting({
  themes,
  lanes,
  statements,
  sources,
  findings,
  figures,
}: Pick<CoincidenceCell, 'themes' | 'lanes' | 'statements' | 'sources' | 'findings' | 'figures'>): boolean {
  const toldAndCounted = statements > 0 && figures.length > 0;
  return (
    toldAndCounted || [themes.length, lanes.length, findings.length, Math.min(statements, sources)].some((n) => n > 1)
  );
}

type Counted = Pick<CoincidenceCell, 'lanes' | 'themes' | 'sources' | 'figures'>;
const weightOf = ({ lanes, themes, sources, figures }: Counted): number =>
  lanes.length * 10_000 + (figures.length > 0 ? 5_000 : 0) + themes.length * 100 + Math.min(sources, 99);

/** Whether a point lies in the area, or does as it was before it was moved to the middle of its square. */
function liesIn(area: AreaGeometry, { lng, lat }: PlacePoint, grainMetres: number): boolean {
  if (contains(area, [lng, lat])) return true;
  if (grainMetres === 0) return false;
  const [x, y] = wgs84ToRd([lng, lat]);
  const half = grainMetres / 2;
  return [-half, 0, half].some((dx) => [-half, 0, half].some((dy) => contains(area, rdToWgs84([x + dx, y + dy]))));
}

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function placesOf(items: readonly PlacedItem[]): Place[] {
  const named = new Map<string, PlacedItem[]>();
  const unnamed = new Map<string, PlacedItem[]>();
  for (const item of items) {
    const name = nameOf(item);
    const [group, key] = name === null ? [unnamed, cellOf(item)] : [named, name];
    group.set(key, [...(group.get(key) ?? []), item]);
  }
  const places = [...named]
    .sort(([one], [other]) => byText(one, other))
    .map(([key, group]): Place => {
      // each who named it meant the same place; the points differ by the grain
      const centre = group.map((item) => cellOf(item)).sort(byText)[0]!;
      return { key, centre, items: group, cells: new Set([centre]) };
    });
  const take = (place: Place, cells: readonly string[]): void => {
    for (const cell of cells) {
      const found = unnamed.get(cell);
      if (!found) continue;
      unnamed.delete(cell);
      place.items.push(...found);
      place.cells.add(cell);
    }
  };
  // its own hexagon first, so that none goes to a neighbour
  for (const distance of [0, 1]) for (const place of places) take(place, gridDisk(place.centre, distance));
  const around = (cell: string): PlacedItem[] => gridDisk(cell, 1).flatMap((one) => unnamed.get(one) ?? []);
  const centres = [...unnamed.keys()]
    .map((cell) => ({ cell, weight: weightOf(countsOf(around(cell), [])) }))
    .sort((one, other) => other.weight - one.weight || byText(one.cell, other.cell));
  for (const { cell } of centres) {
    if (!unnamed.has(cell)) continue;
    const place: Place = { key: cell, centre: cell, items: [], cells: new Set() };
    take(place, gridDisk(cell, 1));
    places.push(place);
  }
  return places;
}

function countsOf(items: readonly PlacedItem[], figures: readonly NotableFigure[]) {
  const statements = items.filter((item) => item.finding === undefined);
  const themes = [...new Set(items.map((item) => item.theme))].sort();
  const told = new Set(statements.map((item) => item.theme));
  return {
    statements: statements.length,
    sources: distinctSources(statements),
    themes,
    lanes: [...new Set(items.flatMap((item) => (item.lane ? [item.lane] : [])))].sort(),
    findings: [...new Set(items.flatMap((item) => item.finding ?? []))].sort((one, other) => one - other),
    figures: [...new Set(figures.flatMap(({ theme, indicatorId }) => (told.has(theme) ? [indicatorId] : [])))].sort(),
  };
}

function cellOfPlace(
  { key, centre, items, cells }: Place,
  area: AreaGeometry,
  figures: readonly NotableFigure[],
): CoincidenceCell {
  const [lat, lng] = cellToLatLng(centre);
  const labels = items.flatMap((item) => (nameOf(item) ? [item.label!.trim()] : [])).sort(byText);
  return {
    cell: key,
    ring: clippedRing([...cells].sort(byText), area),
    centre: [lng, lat],
    label: labels[0] ?? null,
    ...countsOf(items, figures),
  };
}

/** Those who are known by a key, and of the others of each lane the most that stand behind one item. */
function distinctSources(statements: readonly PlacedItem[]): number {
  const known = new Set(statements.flatMap((item) => item.sourceKeys ?? []));
  const others = new Map<Lane | null, number>();
  for (const { sourceKeys, lane, sources } of statements)
    if (!sourceKeys) others.set(lane, Math.max(others.get(lane) ?? 0, sources));
  return [...others.values()].reduce((sum, most) => sum + most, known.size);
}

/** The closed ring of a hexagon in WGS84. */
export function hexagonBoundary(cell: string): Position[] {
  return cellToBoundary(cell, true).map(([lng, lat]): Position => [lng, lat]);
}

function clippedRing(cells: readonly string[], area: AreaGeometry): Position[] {
  const [first, ...others] = cells.map((cell): [Position[]] => [hexagonBoundary(cell)]);
  const clipped = polygonClipping.intersection(polygonClipping.union(first!, ...others), polygonsOf(area));
  // an area of several parts may cut a cell in pieces: the largest stands for it
  const pieces = clipped
    .flatMap((polygon) => polygon.slice(0, 1))
    .sort((one, other) => Math.abs(signedArea(other)) - Math.abs(signedArea(one)));
  return pieces[0] ?? first![0];
}
