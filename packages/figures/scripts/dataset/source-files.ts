import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Figure } from '../../src/figure.ts';
import { readStatLine } from '../../src/import/read-statline.ts';

export type Ring = [number, number][];
/** An area or a park of a source file, in WGS84. */
export interface Feature {
  geometry: { type: 'Polygon'; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] };
  properties: Record<string, string | null>;
}

/** The folder with the source files, and how each kind of them is read. */
export class SourceFiles {
  readonly #from: string;

  constructor(from: string) {
    this.#from = from;
  }

  async features(file: string): Promise<Feature[]> {
    return (JSON.parse(await readFile(join(this.#from, file), 'utf8')) as { features: Feature[] }).features;
  }

  async rows(file: string, delimiter: string): Promise<Record<string, string>[]> {
    return parse(await readFile(join(this.#from, file)), { delimiter, bom: true, columns: true, relax_quotes: true });
  }

  async statline(file: string, sourceId: string, year: number): Promise<Figure[]> {
    return [...(await readStatLine(createReadStream(join(this.#from, file)), { file, year, sourceId })).figures];
  }

  /**
   * Registered offences of all kinds, by year. The file's own rate is a mean of five years, and is left out: a rate is
   * computed from the counts of its year.
   */
  async offences(file: string): Promise<Figure[]> {
    const table = await this.rows(file, ';');
    return table.flatMap((row) =>
      ['2021', '2022', '2023', '2024', '2025'].map((year) =>
        figureOf('safety_nuisance.offences', row.code!, Number(year), row[year]!, 'politie'),
      ),
    );
  }
}

/** A figure of one cell; an empty one is missing. */
export function figureOf(indicatorId: string, areaCode: string, year: number, cell: string, sourceId: string): Figure {
  const text = cell.trim();
  const value = text === '' ? null : Number(text);
  return {
    indicatorId,
    areaCode,
    year,
    value,
    status: value === null ? 'missing' : 'present',
    sourceId,
    release: null,
  };
}
const round = (value: number): number => Math.round(value * 1e6) / 1e6;
const rounded = (part: unknown): unknown => (typeof part === 'number' ? round(part) : (part as unknown[]).map(rounded));

// about 2 m: invisible at the scale of a neighbourhood, and a third of the bytes of a whole city
const TOLERANCE = 0.00002;

function simplifyRing(ring: Ring): Ring {
  if (ring.length < 8) return ring;
  const keep = new Set([0, ring.length - 1]);
  const walk = (low: number, high: number): void => {
    let far = 0;
    let index = -1;
    const [ax, ay] = ring[low]!;
    const [bx, by] = ring[high]!;
    // latitudes count 1.6 times a longitude here
    const length = Math.hypot(bx - ax, (by - ay) * 1.64) || 1e-12;
    for (let i = low + 1; i < high; i += 1) {
      const [x, y] = ring[i]!;
      const closed = ax === bx && ay === by;
      const distance = closed
        ? Math.hypot(x - ax, (y - ay) * 1.64)
        : Math.abs((bx - ax) * (ay - y) * 1.64 - (ax - x) * (by - ay) * 1.64) / length;
      if (distance > far) [far, index] = [distance, i];
    }
    if (far <= TOLERANCE || index < 0) return;
    keep.add(index);
    walk(low, index);
    walk(index, high);
  };
  walk(0, ring.length - 1);
  const simple = ring.filter((_, index) => keep.has(index));
  return simple.length >= 4 ? simple : ring;
}

/** The geometry with six decimals; simplified to about 2 m where that is wanted. */
export function geometryOf(feature: Feature, simplify: boolean): object {
  const { type, coordinates } = feature.geometry;
  const ring = (points: Ring): Ring => (simplify ? simplifyRing(points) : points);
  const simple = type === 'Polygon' ? coordinates.map(ring) : coordinates.map((polygon) => polygon.map(ring));
  return { type, coordinates: rounded(simple) };
}
