import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { contrast, READABLE, thinned } from './contrast.ts';
import { type HouseStyle, HouseStyleError, NEUTRAL_STYLE } from './house-style.ts';
import { readLogo } from './read-logo.ts';
import { Tokens } from './read-tokens.ts';

const FILE_LIMIT = 1_000_000;

/** A house style from the tokens and the logo of a municipality. @throws HouseStyleError naming the token that is missing or wrong */
export function houseStyleOf(json: string, logo: string | null): HouseStyle {
  const tokens = new Tokens(json);
  const name = tokens.text('buurtbalans.municipality.name');
  if (name === undefined)
    throw new HouseStyleError(
      'token buurtbalans.municipality.name ontbreekt',
      'token buurtbalans.municipality.name is missing',
    );
  const brand = tokens.color('basis.color.brand') ?? NEUTRAL_STYLE.brand;
  const ratio = contrast(brand, '#ffffff');
  if (ratio < READABLE) {
    // rounded down: 4.49 is not enough
    const found = (Math.floor(ratio * 100) / 100).toFixed(2);
    throw new HouseStyleError(
      `token basis.color.brand (${brand}) heeft op wit een contrast van ${found}, minstens ${READABLE} is nodig: kies een donkerder tint`,
      `token basis.color.brand (${brand}) has a contrast of ${found} on white, at least ${READABLE} is needed: choose a darker shade`,
    );
  }
  const hash = createHash('sha256')
    .update(json)
    .update('\0')
    .update(logo ?? '')
    .digest('hex');
  const alt = tokens.text('buurtbalans.municipality.logo-description') ?? name;
  return {
    name,
    brand,
    soft: thinned(brand, 0.08),
    logo: logo === null ? null : { drawing: readLogo(logo), alt },
    hash,
  };
}

/**
 * Reads the house style that a path leads to; without a path the neutral one. The logo lies beside the tokens.
 *
 * @throws HouseStyleError when a file is missing or wrong
 */
export async function loadHouseStyle(path: string | undefined): Promise<HouseStyle> {
  if (!path) return NEUTRAL_STYLE;
  const json = await read(path);
  const file = new Tokens(json).text('buurtbalans.municipality.logo');
  if (file !== undefined && (basename(file) !== file || !file.endsWith('.svg')))
    throw new HouseStyleError(
      `token buurtbalans.municipality.logo (${file}) is geen SVG-bestand naast de tokens`,
      `token buurtbalans.municipality.logo (${file}) is not an SVG file beside the tokens`,
    );
  return houseStyleOf(json, file === undefined ? null : await read(join(dirname(path), file)));
}

async function read(path: string): Promise<string> {
  const size = (await stat(path).catch(() => null))?.size;
  if (size === undefined)
    throw new HouseStyleError(`het bestand ${basename(path)} is er niet`, `the file ${basename(path)} is not there`);
  if (size > FILE_LIMIT)
    throw new HouseStyleError(`het bestand ${basename(path)} is te groot`, `the file ${basename(path)} is too large`);
  return readFile(path, 'utf8');
}
