import { readFile } from 'node:fs/promises';
import { allowed, type LogLine } from '@buurtbalans/logging';
import { logFolder, recordOf } from '../log/product-log.ts';
import { readable } from '../log/readable.ts';
import { logFiles } from '../log/rolling-file.ts';
import { EXIT, StartError } from '../start-error.ts';

/** Without a number, so many lines. */
const LAST = 50;

/**
 * Prints the lines of the log about a number that a user was shown, or an id; without one the last lines. Reads files
 * alone, so it works beside a running product and without one. @throws StartError when there is no such line
 */
export async function showLog(dataDir: string, asked: string | undefined): Promise<void> {
  const folder = logFolder(dataDir);
  const lines = await readLines(folder);
  const wanted = asked === undefined ? undefined : numberIn(asked);
  const found =
    wanted === undefined
      ? lines.slice(-LAST)
      : lines.filter(({ reference, requestId, id }) =>
          [reference, requestId, id?.replaceAll(/\s/g, '')].includes(wanted),
        );
  for (const line of found) process.stdout.write(`${readable(line)}\n`);
  if (found.length > 0) return;
  const what = asked === undefined ? '' : `${asked}: `;
  const span =
    lines.length > 0
      ? ` (${lines[0]!.time} – ${lines.at(-1)!.time}, ${lines.length} regels / lines)`
      : ' (leeg / empty)';
  throw new StartError(
    `${what}niet gevonden in / not found in ${folder}${span}; een andere map: --data DIR; programma’s die los draaien schrijven naar standard output / another folder: --data DIR; programs that run on their own write to standard output`,
    EXIT.notFound,
  );
}

/** What is looked for: as it was read out over the telephone, or taken over with the code before it. */
const numberIn = (asked: string): string =>
  asked
    .toLowerCase()
    .replace(/^\s*[a-z]+\.[a-z_.]+(?=[\s:(])/, '')
    .replaceAll(/[^\w.:-]/g, '')
    .replace(/^[.:-]+|[.:-]+$/g, '');

async function readLines(folder: string): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  for (const file of logFiles(folder)) {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return '';
      throw error;
    });
    for (const line of text.split('\n')) {
      const record = recordOf(line);
      if (record) lines.push(allowed(record));
    }
  }
  return lines;
}
