import type { AreaGeometry, Lane, Theme } from '@buurtbalans/domain';
import { cellToBoundary, cellToLatLng, latLngToCell } from 'h3-js';
import polygonClipping from 'polygon-clipping';
import type { Position } from './crs.ts';
import { polygonsOf, signedArea } from './geometry.ts';

/** Something released that lies at a place. */
export interface PlacedItem {
  readonly lng: number;
  readonly lat: number;
  readonly label?: string | undefined;
  readonly lane: Lane | null;
  readonly theme: Theme;
  /** How many different sources it stands for. */
  readonly sources: number;
  /**
   * Names of those sources where they are known, such as the organisation: one that is named by several items in a
   * cell counts once. An item without names counts as `sources` that nobody else is.
   */
  readonly sourceKeys?: readonly string[] | undefined;
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

/** Hexagons of about 130 m across the flats (H3 resolution 10): a few blocks of houses. */
export const BLOCK_RESOLUTION = 10;

/**
 * Counts what lies in each hexagon: different sources rather than pins. The cell in which most lanes, themes and
 * sources meet comes first; the order of the input makes no difference.
 */
export function coincidence(
  items: readonly PlacedItem[],
  area: AreaGeometry,
  resolution = BLOCK_RESOLUTION,
): CoincidenceCell[] {
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
    sources: distinctSources(statements),
    themes: [...new Set(inside.map((item) => item.theme))].sort(),
    lanes: [...new Set(inside.flatMap((item) => (item.lane ? [item.lane] : [])))].sort(),
    findings: [...new Set(inside.flatMap((item) => item.finding ?? []))].sort((one, other) => one - other),
  };
}

function distinctSources(statements: readonly PlacedItem[]): number {
  const named = new Set(statements.flatMap((item) => item.sourceKeys ?? []));
  return statements.reduce((sum, item) => (item.sourceKeys ? sum : sum + item.sources), named.size);
}

/** The closed ring of a hexagon in WGS84. */
export function hexagonBoundary(cell: string): Position[] {
  return cellToBoundary(cell, true).map(([lng, lat]): Position => [lng, lat]);
}

function clippedRing(cell: string, area: AreaGeometry): Position[] {
  const ring = hexagonBoundary(cell);
  const clipped = polygonClipping.intersection([ring], polygonsOf(area));
  // an area of several parts may cut a cell in pieces: the largest stands for it
  const pieces = clipped
    .flatMap((polygon) => polygon.slice(0, 1))
    .sort((one, other) => Math.abs(signedArea(other)) - Math.abs(signedArea(one)));
  return pieces[0] ?? ring;
}
