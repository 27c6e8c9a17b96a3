import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { StartError } from './start-error.ts';
import { writeWhole } from './write-whole.ts';

/** Secrets of one installation; made once. */
export interface Secrets {
  readonly databasePassword: string;
  readonly signingKey: string;
}

/**
 * The secrets in a file. New ones are made only where there is nothing yet that needs the old ones.
 *
 * @throws StartError when they are gone or damaged
 */
export async function readSecrets(file: string, nothingNeedsThem: boolean): Promise<Secrets> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new StartError(`${file}: kan niet worden gelezen / cannot be read (${error.code})`);
  });
  const known = text === undefined ? undefined : parse(text);
  if (known) return known;
  if (!nothingNeedsThem) {
    throw new StartError(
      `${file}: ${text === undefined ? 'ontbreekt / is missing' : 'is beschadigd / is damaged'}; zet het terug uit een reservekopie: zonder dit bestand gaat de database niet open, en alleen --fresh begint opnieuw (wist alles)` +
        ' / put it back from a backup: without this file the database does not open, and only --fresh starts over (erases everything)',
    );
  }
  const made: Secrets = {
    databasePassword: randomBytes(18).toString('base64url'),
    signingKey: randomBytes(32).toString('base64url'),
  };
  await writeWhole(file, JSON.stringify(made));
  return made;
}

function parse(text: string): Secrets | undefined {
  try {
    const { databasePassword, signingKey } = JSON.parse(text) as Partial<Secrets>;
    return typeof databasePassword === 'string' &&
      databasePassword !== '' &&
      typeof signingKey === 'string' &&
      signingKey.length >= 32
      ? { databasePassword, signingKey }
      : undefined;
  } catch {
    return undefined;
  }
}
