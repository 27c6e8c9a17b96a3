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

/** Shortest signing key, in characters. */
const SHORTEST = 32;

/** Puts another signing key into a file, whole or not at all; the password of the database stays. */
export async function replaceSigningKey(file: string, secrets: Secrets, signingKey: string): Promise<void> {
  await writeWhole(file, JSON.stringify({ ...secrets, signingKey } satisfies Secrets));
}

/** The signing key that is kept in the `secrets.json` of an installation. @throws StartError when the file holds none */
export async function readSigningKey(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new StartError(`${file}: kan niet worden gelezen / cannot be read (${error.code})`);
  });
  const key = signingKeyIn(text);
  if (!key) throw new StartError(`${file}: hier staat geen ondertekensleutel in / there is no signing key in it`);
  return key;
}

/** The signing key that the environment gives, which goes before the one in the data folder. @throws StartError for one that is too short */
export function givenSigningKey(): string | undefined {
  const given = process.env['BUURTBALANS_SECRET'];
  if (!given) return undefined;
  if (given.length < SHORTEST)
    throw new StartError(`BUURTBALANS_SECRET: geef minstens ${SHORTEST} tekens / give at least ${SHORTEST} characters`);
  return given;
}

/** The signing key in the text of a `secrets.json`, when it holds one. */
function signingKeyIn(text: string): string | undefined {
  try {
    const key = (JSON.parse(text) as Partial<Secrets> | null)?.signingKey;
    return typeof key === 'string' && key.length >= SHORTEST ? key : undefined;
  } catch {
    return undefined;
  }
}

function parse(text: string): Secrets | undefined {
  try {
    const { databasePassword } = JSON.parse(text) as Partial<Secrets>;
    const signingKey = signingKeyIn(text);
    return typeof databasePassword === 'string' && databasePassword !== '' && signingKey
      ? { databasePassword, signingKey }
      : undefined;
  } catch {
    return undefined;
  }
}
