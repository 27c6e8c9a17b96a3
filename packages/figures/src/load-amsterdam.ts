import { createHash } from 'node:crypto';
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
  /** The files of areas and figures themselves. */
  readonly files: Readonly<Record<'areas' | 'figures', ShippedFile>>;
}

/** A file of the data set; the hash is its SHA-256 in hexadecimal. */
export interface ShippedFile {
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
}

const folder = join(import.meta.dirname, '..', 'data', 'amsterdam');

async function read<T>(fileName: string): Promise<{ readonly content: T; readonly file: ShippedFile }> {
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

/** Reads the shipped data set of Amsterdam: 518 neighbourhoods with borders, figures and parks. */
export async function loadAmsterdam(): Promise<AmsterdamData> {
  const [areas, figures, parks] = await Promise.all([
    read<Pick<AmsterdamData, 'areas'>>('areas.json'),
    read<Series>('figures.json'),
    read<Pick<AmsterdamData, 'parks'>>('parks.json'),
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
