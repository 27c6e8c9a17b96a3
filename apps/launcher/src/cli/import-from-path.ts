import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { problemOf } from '@buurtbalans/contracts';
import type { Database } from '@buurtbalans/database';
import { importFile, importProblemsOf } from '@buurtbalans/workflow/imports';
import { StartError } from '../options.ts';

/** Reads a file of the command line in, as an upload would be: the whole file, or nothing. */
export async function importFromPath(
  db: Database,
  { kind, file, year }: { kind: string | undefined; file: string | undefined; year: string | undefined },
): Promise<void> {
  if (!file || (kind !== 'kwb' && kind !== 'boundaries')) throw new StartError('import --kind kwb|boundaries FILE');
  await access(file).catch(() => {
    throw new StartError(`${file}: dit bestand is er niet / there is no such file`);
  });
  const fileName = basename(file);
  try {
    const body = createReadStream(file);
    const { stored } = await importFile(db, { kind, fileName, year: year ? Number(year) : null, body });
    console.log(`${fileName}: ${stored} bewaard / stored`);
  } catch (error) {
    throw new StartError(sentences(error));
  }
}

/** What is wrong, as sentences of the catalogue. */
function sentences(error: unknown): string {
  const problems = importProblemsOf(error);
  if (!problems) throw error;
  return problems
    .map(({ code, details }) => {
      const { title, detail } = problemOf(code, 'nl', details);
      return `${title}. ${detail}`;
    })
    .join('\n');
}
