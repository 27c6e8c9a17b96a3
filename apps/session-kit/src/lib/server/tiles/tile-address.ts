/** Backgrounds of the land registry that can lie under a map; the first is what is shown unless somebody chooses. */
export const BACKGROUNDS = ['grijs', 'standaard', 'pastel'] as const;
export type Background = (typeof BACKGROUNDS)[number];

/** One square of a background. */
export interface TileAddress {
  readonly background: Background;
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** Zooms that PDOK has. */
const ZOOM = { least: 6, most: 19 };
/** The Netherlands, WGS84. What lies outside is asked of nobody: the cache is no copy of the world. */
const COUNTRY = { west: 3.2, south: 50.7, east: 7.3, north: 53.7 };

const isBackground = (name: string): name is Background => (BACKGROUNDS as readonly string[]).includes(name);

/** Reads what stands in a path; null for whatever is no square of a background of this country. */
export function readTileAddress(parts: {
  readonly layer: string;
  readonly z: string;
  readonly x: string;
  readonly y: string;
}): TileAddress | null {
  const [zoom, x, y] = [parts.z, parts.x, parts.y].map((part) =>
    /^(0|[1-9]\d{0,6})$/.test(part) ? Number(part) : NaN,
  ) as [number, number, number];
  if (!isBackground(parts.layer) || !(zoom >= ZOOM.least && zoom <= ZOOM.most)) return null;
  const west = Math.floor(column(COUNTRY.west, zoom));
  const east = Math.floor(column(COUNTRY.east, zoom));
  const north = Math.floor(row(COUNTRY.north, zoom));
  const south = Math.floor(row(COUNTRY.south, zoom));
  if (!(x >= west && x <= east && y >= north && y <= south)) return null;
  return { background: parts.layer, zoom, x, y };
}

/** Column of the web mercator grid in which a longitude lies. */
const column = (lng: number, zoom: number): number => ((lng + 180) / 360) * 2 ** zoom;

/** Row of the web mercator grid in which a latitude lies. */
function row(lat: number, zoom: number): number {
  const radians = (lat * Math.PI) / 180;
  return ((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * 2 ** zoom;
}
