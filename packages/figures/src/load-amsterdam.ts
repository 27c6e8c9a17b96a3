import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AreaGeometry } from '@buurtbalans/domain';
import type { Figure } from './figure.ts';

/** An area of the shipped data set. */
export interface AmsterdamArea {
  readonly code: string;
  readonly name: string;
  readonly level: 'gemeente' | 'stadsdeel' | 'wijk' | 'buurt';
  readonly parentCode: string | null;
  readonly districtCode: string | null;
  readonly geometry: AreaGeometry;
}

/** The data set that ships with the product; its README tells sources and credits. */
export interface AmsterdamData {
  readonly areas: readonly AmsterdamArea[];
  readonly figures: readonly Figure[];
  readonly parks: readonly { readonly id: string; readonly name: string | null; readonly geometry: AreaGeometry }[];
}

const folder = join(import.meta.dirname, '..', 'data', 'amsterdam');

async function read<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(join(folder, file), 'utf8')) as T;
}

/** Reads the shipped data set of Amsterdam: 518 neighbourhoods with borders, figures and parks. */
export async function loadAmsterdam(): Promise<AmsterdamData> {
  const [{ areas }, { codes, series }, { parks }] = await Promise.all([
    read<Pick<AmsterdamData, 'areas'>>('areas.json'),
    read<{
      codes: string[];
      series: { indicatorId: string; year: number; sourceId: string; values: (number | null)[] }[];
    }>('figures.json'),
    read<Pick<AmsterdamData, 'parks'>>('parks.json'),
  ]);
  const figures = series.flatMap(({ indicatorId, year, sourceId, values }) =>
    values.map((value, index): Figure => ({
      indicatorId,
      areaCode: codes[index]!,
      year,
      value,
      status: value === null ? 'missing' : 'present',
      sourceId,
      release: null,
    })),
  );
  return { areas, figures, parks };
}
