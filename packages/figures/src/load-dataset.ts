import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AreaGeometry } from '@buurtbalans/domain';
import type { Figure } from './figure.ts';

/** Municipalities of which a data set ships with the product. */
export const DATASETS = ['amsterdam', 'groningen'] as const;
export type DatasetName = (typeof DATASETS)[number];

/** An area of a shipped data set. */
export interface DatasetArea {
  readonly code: string;
  readonly name: string;
  readonly level: 'gemeente' | 'stadsdeel' | 'wijk' | 'buurt';
  readonly parentCode: string | null;
  readonly districtCode: string | null;
  readonly geometry: AreaGeometry;
}

/** A data set that ships with the product; its README tells sources and credits. */
export interface Dataset {
  readonly areas: readonly DatasetArea[];
  readonly figures: readonly Figure[];
  readonly parks: readonly { readonly id: string; readonly name: string | null; readonly geometry: AreaGeometry }[];
}

/** Reads the shipped data set of a municipality: areas with borders, figures, and parks where it has them. */
export async function loadDataset(name: DatasetName): Promise<Dataset> {
  const folder = join(import.meta.dirname, '..', 'data', name);
  const read = async <T>(file: string): Promise<T> => JSON.parse(await readFile(join(folder, file), 'utf8')) as T;
  const [{ areas }, { codes, series }, { parks }] = await Promise.all([
    read<Pick<Dataset, 'areas'>>('areas.json'),
    read<{
      codes: string[];
      series: { indicatorId: string; year: number; sourceId: string; values: (number | null)[] }[];
    }>('figures.json'),
    read<Pick<Dataset, 'parks'>>('parks.json'),
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
