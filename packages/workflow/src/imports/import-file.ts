import { errorCatalogue, type ErrorCode } from '@buurtbalans/contracts';
import {
  type Database,
  type ImportProblem,
  saveAreas,
  saveFigures,
  settleDistricts,
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

/** A file over which reading or storing fell in a way that nobody foresaw: it is the file all the same. */
class UnreadableFile extends Error {
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super('a file cannot be read', { cause });
    this.file = file;
  }
}

/** Codes of a database that cannot store a value: one that is no text, or no number that fits. */
const UNSTORABLE = /^(21|22|23)/;

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
  const { imported, save } = await readOf(file);
  await db.query.transaction().execute(async (tx) => {
    await save(tx).catch((error: unknown) => {
      throw UNSTORABLE.test(String((error as { code?: unknown }).code))
        ? new UnreadableFile(file.fileName, error)
        : error;
    });
    await also(tx, imported);
  });
  return imported;
}

/** Reads a file; what goes wrong where it comes from, or is told of it, is no fault of the file. */
async function readOf(file: ImportedFile): Promise<Read> {
  const elsewhere = new Set<unknown>();
  const noted = (error: unknown): never => {
    elsewhere.add(error);
    throw error;
  };
  const { body, onProgress } = file;
  const watched: ImportedFile = {
    ...file,
    body: (async function* () {
      const parts = body[Symbol.asyncIterator]();
      try {
        for (;;) {
          const part = await parts.next().catch(noted);
          if (part.done) return;
          yield part.value;
        }
      } finally {
        // a file that is refused early is read no further
        await parts.return?.();
      }
    })(),
    ...(onProgress && { onProgress: (bytes: number, rows: number) => onProgress(bytes, rows).catch(noted) }),
  };
  try {
    return await (file.kind === 'kwb' ? readFigures(watched) : readAreas(watched));
  } catch (error) {
    throw elsewhere.has(error) || importProblemsOf(error) ? error : new UnreadableFile(file.fileName, error);
  }
}

/** What is wrong with a file, by codes of the catalogue; undefined when it was not the file. */
export function importProblemsOf(error: unknown): (ImportProblem & { readonly code: ErrorCode })[] | undefined {
  if (error instanceof UnreadableFile) return [{ code: 'IMPORT.UNREADABLE', details: { file: error.file } }];
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
  const municipalities = [...new Set(areas.map(({ code }) => code.slice(2, 6)))];
  return {
    imported: { rows: areas.length, stored: areas.length },
    save: async (tx) => {
      await saveAreas(tx, areas);
      await settleDistricts(tx, municipalities);
    },
  };
}

/**
 * Where an area lies, by its code: two letters of the level, four digits of the municipality, two signs of the wijk. Which
 * district it is of follows from what the table has ({@link settleDistricts}).
 */
function placed(area: Boundary): StoredArea {
  const { code, level } = area;
  const municipality = `GM${code.slice(2, 6)}`;
  const district = `SD${code.slice(2, 7)}`;
  const parents = { gemeente: null, stadsdeel: municipality, wijk: district, buurt: `WK${code.slice(2, 8)}` };
  return { ...area, parentCode: parents[level], districtCode: level === 'gemeente' ? null : district };
}
