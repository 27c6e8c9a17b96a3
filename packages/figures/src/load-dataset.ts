import { createHash } from 'node:crypto';
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
  /** The files of areas and figures themselves. */
  readonly files: Readonly<Record<'areas' | 'figures', ShippedFile>>;
}

/** A file of the data set; the hash is its SHA-256 in hexadecimal. */
export interface ShippedFile {
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
}

async function read<T>(folder: string, fileName: string): Promise<{ readonly content: T; readonly file: ShippedFile }> {
  const body = await readFile(join(folder, fileName));
  const sha256 = createHash('sha256').update(body).digest('hex');
  return { content: JSON.parse(body.toString('utf8')) as T, file: { fileName, bytes: body.length, sha256 } };
}

interface Series {
  readonly codes: readonly string[];
  readonly series: readonly {
    readonly indicatorId: string;
    readonly year: number;
    readonly sourceId: string;
    readonly values: readonly (number | null)[];
  }[];
}

/** Reads the shipped data set of a municipality: areas with borders, figures, and parks where it has them. */
export async function loadDataset(name: DatasetName): Promise<Dataset> {
  const folder = join(import.meta.dirname, '..', 'data', name);
  const [areas, figures, parks] = await Promise.all([
    read<Pick<Dataset, 'areas'>>(folder, 'areas.json'),
    read<Series>(folder, 'figures.json'),
    read<Pick<Dataset, 'parks'>>(folder, 'parks.json'),
  ]);
  const { codes, series } = figures.content;
  return {
    areas: areas.content.areas,
    figures: series.flatMap(({ indicatorId, year, sourceId, values }) =>
      values.map((value, index): Figure => ({
        indicatorId,
        areaCode: codes[index]!,
        year,
        value,
        status: value === null ? 'missing' : 'present',
        sourceId,
        release: null,
      })),
    ),
    parks: parks.content.parks,
    files: { areas: areas.file, figures: figures.file },
  };
}
