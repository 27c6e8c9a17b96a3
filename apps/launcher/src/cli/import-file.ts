import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ErrorCode, problemOf } from '@buurtbalans/contracts';
import { type Database, saveAreas, saveFigures, type StoredFigure } from '@buurtbalans/database';
import { FiguresError, readStatLine } from '@buurtbalans/figures';
import { GeoError, readBoundaries } from '@buurtbalans/geo';
import { StartError } from '../options.ts';

const BATCH = 5_000;

/** Reads a file in: the whole file in one transaction, or nothing. */
export async function importFile(
  db: Database,
  options: { kind: string | undefined; file: string | undefined; year: string | undefined },
): Promise<void> {
  const { kind, file } = options;
  if (!file || (kind !== 'kwb' && kind !== 'boundaries')) throw new StartError('import --kind kwb|boundaries FILE');
  await access(file).catch(() => {
    throw new StartError(`${file}: dit bestand is er niet / there is no such file`);
  });
  try {
    const stored = kind === 'kwb' ? await importFigures(db, file, options.year) : await importAreas(db, file);
    console.log(`${basename(file)}: ${stored} bewaard / stored`);
  } catch (error) {
    throw new StartError(sentences(error));
  }
}

async function importFigures(db: Database, file: string, year: string | undefined): Promise<number> {
  const { figures } = await readStatLine(createReadStream(file), {
    file: basename(file),
    year: year ? Number(year) : undefined,
    sourceId: 'kwb',
  });
  await db.query.transaction().execute(async (tx) => {
    for (let at = 0; at < figures.length; at += BATCH)
      await saveFigures(tx, figures.slice(at, at + BATCH) as StoredFigure[]);
  });
  return figures.length;
}

async function importAreas(db: Database, file: string): Promise<number> {
  const parts: Buffer[] = [];
  for await (const part of createReadStream(file)) parts.push(part as Buffer);
  const areas = readBoundaries(Buffer.concat(parts).toString('utf8'), basename(file)).map(
    ({ code, name, level, geometry }) => {
      const districtCode = level === 'gemeente' ? null : `SD${code.slice(2, 7)}`;
      return {
        code,
        name,
        level,
        geometry,
        districtCode,
        parentCode: level === 'buurt' ? `WK${code.slice(2, 8)}` : level === 'wijk' ? districtCode : null,
      };
    },
  );
  await db.query.transaction().execute((tx) => saveAreas(tx, areas));
  return areas.length;
}

/** What is wrong, as sentences of the catalogue. */
function sentences(error: unknown): string {
  const problems = error instanceof FiguresError ? error.problems : error instanceof GeoError ? [error] : undefined;
  if (!problems) throw error;
  return problems
    .map(({ code, details }) => {
      const { title, detail } = problemOf(code as ErrorCode, 'nl', details);
      return `${title}. ${detail}`;
    })
    .join('\n');
}
