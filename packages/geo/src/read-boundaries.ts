import { type AreaGeometry, areaGeometrySchema } from '@buurtbalans/domain';
import { detectSystem, rdToWgs84 } from './crs.ts';
import { mapPositions, positionsOf } from './geometry.ts';
import { GeoError } from './geo-error.ts';
import { geometryProblems } from './validate-geometry.ts';

/** An area read from a file of borders, in WGS84 with six decimals (about 10 cm). */
export interface Boundary {
  readonly code: string;
  readonly name: string;
  readonly level: 'gemeente' | 'stadsdeel' | 'wijk' | 'buurt';
  readonly geometry: AreaGeometry;
}

/** Words of a list. */
function names(text: string): readonly string[] {
  return text.split(' ');
}

const LEVELS = { GM: 'gemeente', SD: 'stadsdeel', WK: 'wijk', BU: 'buurt' } as const;
/** Property names under which registers give the statistics office's code of an area, in small letters. */
const CODE_NAMES = names('cbscode code buurtcode bu_code wijkcode wk_code gemeentecode gm_code statcode');
const NAME_NAMES = names('naam name buurtnaam bu_naam wijknaam wk_naam gemeentenaam gm_naam statnaam');

interface RawFeature {
  geometry?: unknown;
  properties?: Record<string, unknown> | null;
}

/**
 * Reads a FeatureCollection of areas in WGS84 or RD New, with or without a `crs` member, which is not trusted: the
 * range of the coordinates decides. All or nothing.
 *
 * @throws GeoError that names the file and the feature.
 */
export function readBoundaries(text: string, file: string): Boundary[] {
  const features = featuresOf(text, file);
  const raw = features.map((feature, index) => rawArea(feature, index, file));
  refuseDoubles(raw, file);
  const system = systemOf(raw, file);
  return raw.map(({ geometry, ...area }, index) => {
    const inDegrees = system === 'rd' ? mapPositions(geometry, rdToWgs84) : geometry;
    const rounded = mapPositions(inDegrees, ([lng, lat]) => [Math.round(lng * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6]);
    const [problem] = geometryProblems(inDegrees);
    if (problem)
      throw new GeoError('GEO.INVALID_GEOMETRY', {
        file,
        feature: `${index + 1} (${area.name})`,
        problem: problem.problem,
        position: problem.position,
      });
    return { ...area, geometry: rounded };
  });
}

function refuseDoubles(areas: readonly Boundary[], file: string): void {
  const seen = new Set<string>();
  for (const [index, { code, name }] of areas.entries()) {
    if (seen.has(code)) throw new GeoError('GEO.CODE_TWICE', { file, feature: `${index + 1} (${name})` });
    seen.add(code);
  }
}

/** The system of the first area with positions must be that of all; the area that differs is named. */
function systemOf(areas: readonly Boundary[], file: string): 'wgs84' | 'rd' {
  let system: 'wgs84' | 'rd' | undefined;
  for (const [index, { geometry, name }] of areas.entries()) {
    const feature = `${index + 1} (${name})`;
    const positions = [...positionsOf(geometry)];
    if (positions.length === 0) throw new GeoError('GEO.INVALID_GEOMETRY', { file, feature, problem: 'empty' });
    const found = detectSystem(positions);
    const fits = (found === 'wgs84' || found === 'rd') && found === (system ?? found);
    if (!fits)
      throw new GeoError('GEO.WRONG_CRS', {
        file,
        found,
        feature,
        position: positions.find((position) => detectSystem([position]) !== (system ?? 'wgs84')),
      });
    system = found;
  }
  return system!;
}

function featuresOf(text: string, file: string): RawFeature[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new GeoError('GEO.NOT_GEOJSON', { file, problem: (error as Error).message });
  }
  const { type, features } = (parsed ?? {}) as { type?: unknown; features?: unknown };
  if (type !== 'FeatureCollection' || !Array.isArray(features) || features.length === 0)
    throw new GeoError('GEO.NOT_GEOJSON', { file });
  return features as RawFeature[];
}

function rawArea(feature: RawFeature, index: number, file: string): Boundary {
  // registers write them in capitals, small letters, and both
  const properties = new Map(
    Object.entries(feature?.properties ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const text = (known: readonly string[]): string => {
    const value = known.map((name) => properties.get(name)).find((candidate) => typeof candidate === 'string');
    return typeof value === 'string' ? value.trim() : '';
  };
  const code = text(CODE_NAMES);
  const name = text(NAME_NAMES) || code;
  const at = `${index + 1}${name ? ` (${name})` : ''}`;
  const level = LEVELS[code.slice(0, 2) as keyof typeof LEVELS];
  if (!level || !/^[A-Z]{2}[0-9A-Z]{4,8}$/.test(code)) throw new GeoError('GEO.NO_AREA_CODE', { file, feature: at });
  const geometry = areaGeometrySchema.safeParse(withoutHeights(feature.geometry));
  if (!geometry.success) throw new GeoError('GEO.NO_POLYGON', { file, feature: at });
  return { code, name, level, geometry: geometry.data };
}

/** Some registers add a height to each position; the product has no use for it. */
function withoutHeights(geometry: unknown): unknown {
  const flat = (part: unknown): unknown => {
    if (!Array.isArray(part)) return part;
    return typeof part[0] === 'number' ? part.slice(0, 2) : part.map(flat);
  };
  if (typeof geometry !== 'object' || geometry === null) return geometry;
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  return { type, coordinates: flat(coordinates) };
}
