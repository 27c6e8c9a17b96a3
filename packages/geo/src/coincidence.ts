import type { AreaGeometry, Lane, Theme } from '@buurtbalans/domain';
import { cellToBoundary, cellToLatLng, latLngToCell } from 'h3-js';
import polygonClipping from 'polygon-clipping';
import type { Position } from './crs.ts';
import { polygonsOf } from './geometry.ts';

/** Something released that lies at a place. */
export interface PlacedItem {
  readonly lng: number;
  readonly lat: number;
  readonly label?: string | undefined;
  readonly lane: Lane | null;
  readonly theme: Theme;
  /** How many different sources it stands for. */
  readonly sources: number;
  /** Number of the finding, when it is one. */
  readonly finding?: number;
}

/** A hexagon in which things coincide; the ring is WGS84, closed, and clipped to the area. */
export interface CoincidenceCell {
  readonly cell: string;
  readonly ring: Position[];
  readonly centre: Position;
  readonly label: string | null;
  readonly statements: number;
  readonly sources: number;
  readonly themes: Theme[];
  readonly lanes: Lane[];
  readonly findings: number[];
}

/** Hexagons of about 60 m across the flats (H3 resolution 10): a block of houses. */
export const BLOCK_RESOLUTION = 10;

/**
 * Counts what lies in each hexagon: different sources rather than pins. The cell in which most lanes, themes and
 * sources meet comes first; the order of the input makes no difference.
 */
export function coincidence(items: readonly PlacedItem[], area: AreaGeometry, resolution = BLOCK_RESOLUTION): CoincidenceCell[] {
  const cells = Map.groupBy(items, (item) => latLngToCell(item.lat, item.lng, resolution));
  return [...cells]
    .map(([cell, inside]) => cellOf(cell, inside, area))
    .sort((one, other) => weight(other) - weight(one) || one.cell.localeCompare(other.cell));
}

const weight = (cell: CoincidenceCell): number => cell.lanes.length * 10_000 + cell.themes.length * 100 + cell.sources;

function cellOf(cell: string, inside: readonly PlacedItem[], area: AreaGeometry): CoincidenceCell {
  const [lat, lng] = cellToLatLng(cell);
  const statements = inside.filter((item) => item.finding === undefined);
  const labels = inside.flatMap((item) => (item.label ? [item.label] : [])).sort();
  return {
    cell,
    ring: clippedRing(cell, area),
    centre: [lng, lat],
    label: labels[0] ?? null,
    statements: statements.length,
    sources: statements.reduce((sum, item) => sum + item.sources, 0),
    themes: [...new Set(inside.map((item) => item.theme))].sort(),
    lanes: [...new Set(inside.flatMap((item) => (item.lane ? [item.lane] : [])))].sort(),
    findings: [...new Set(inside.flatMap((item) => item.finding ?? []))].sort((one, other) => one - other),
  };
}

function clippedRing(cell: string, area: AreaGeometry): Position[] {
  const ring = cellToBoundary(cell, true).map(([lng, lat]): Position => [lng, lat]);
  const clipped = polygonClipping.intersection([ring], polygonsOf(area));
  return clipped[0]?.[0] ?? ring;
}
