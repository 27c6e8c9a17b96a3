import { errorCatalogue, type ErrorCode } from '@buurtbalans/contracts';
import {
  type Database,
  type ImportProblem,
  saveAreas,
  saveFigures,
  type StoredArea,
  type StoredFigure,
  type StoredImport,
} from '@buurtbalans/database';
import { FiguresError, kwbSourceOf, readStatLine } from '@buurtbalans/figures';
import { type Boundary, GeoError, readBoundaries } from '@buurtbalans/geo';

/** A file that somebody brings in, whatever its way: an upload, or a path on the command line. */
export interface ImportedFile {
  readonly kind: StoredImport['kind'];
  /** Its name without a folder, for messages. */
  readonly fileName: string;
  /** Year of the figures, where the file does not say it. */
  readonly year: number | null;
  readonly body: AsyncIterable<Uint8Array>;
  /** Hears how far the reading is, in bytes and rows. */
  readonly onProgress?: (bytes: number, rows: number) => Promise<void>;
}

/** Rows that were read, and figures or areas that are stored. */
interface Imported {
  readonly rows: number;
  readonly stored: number;
}

type Transaction = Parameters<typeof saveFigures>[0];

/**
 * Reads a file and stores all of it in one transaction, or nothing; `also` writes in that transaction.
 *
 * @throws an error of which {@link importProblemsOf} says what is wrong with the file
 */
export async function importFile(
  db: Database,
  file: ImportedFile,
  also: (tx: Transaction, imported: Imported) => Promise<void> = async () => undefined,
): Promise<Imported> {
  const { imported, save } = await (file.kind === 'kwb' ? readFigures(file) : readAreas(file));
  await db.query.transaction().execute(async (tx) => {
    await save(tx);
    await also(tx, imported);
  });
  return imported;
}

/** What is wrong with a file, by codes of the catalogue; undefined when it was not the file. */
export function importProblemsOf(error: unknown): (ImportProblem & { readonly code: ErrorCode })[] | undefined {
  const problems = error instanceof FiguresError ? error.problems : error instanceof GeoError ? [error] : undefined;
  return problems?.every(({ code }) => Object.hasOwn(errorCatalogue, code))
    ? problems.map(({ code, details }) => ({ code: code as ErrorCode, details: { ...details } }))
    : undefined;
}

interface Read {
  readonly imported: Imported;
  readonly save: (tx: Transaction) => Promise<void>;
}

async function readFigures({ body, fileName, year, onProgress }: ImportedFile): Promise<Read> {
  const { rows, figures } = await readStatLine(body, {
    file: fileName,
    year: year ?? undefined,
    sourceId: kwbSourceOf,
    ...(onProgress && { onProgress }),
  });
  return {
    imported: { rows, stored: figures.length },
    save: (tx) => saveFigures(tx, figures as readonly StoredFigure[]),
  };
}

async function readAreas({ body, fileName }: ImportedFile): Promise<Read> {
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  const areas = readBoundaries(Buffer.concat(parts).toString('utf8'), fileName).map(placed);
  return { imported: { rows: areas.length, stored: areas.length }, save: (tx) => saveAreas(tx, areas) };
}

/**
 * Where an area lies, by its code: two letters of the level, four digits of the municipality, and then a sign of the
 * district, which the codes of neighbourhoods and what lies between begin with.
 */
function placed(area: Boundary): StoredArea {
  const { code, level } = area;
  const municipality = `GM${code.slice(2, 6)}`;
  const district = `SD${code.slice(2, 7)}`;
  const parents = { gemeente: null, stadsdeel: municipality, wijk: district, buurt: `WK${code.slice(2, 8)}` };
  return { ...area, parentCode: parents[level], districtCode: level === 'gemeente' ? null : district };
}
