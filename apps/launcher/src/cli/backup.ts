import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Manifest } from '../backup/manifest.ts';
import { asOwner } from '../backup/owner.ts';
import { signingKeyMark } from '../backup/signing-key.ts';
import { takeTurn } from '../backup/turn.ts';
import { writeBackup } from '../backup/write-backup.ts';
import { productVersion } from '../product-version.ts';
import { DiskFull, StartError } from '../start-error.ts';
import { fillWhole } from '../write-whole.ts';
import { type OwnerOptions, withOwner } from './with-owner.ts';

const UNFINISHED = /^buurtbalans-[\dTZ-]+\.tar\.new$/;

/** Makes a backup in a file that is not there yet, or in a folder, under a name with the moment. */
export async function makeBackup(options: OwnerOptions, target: string | undefined): Promise<void> {
  if (!target) throw new StartError('backup FILE|DIR');
  const { path, isNamed } = await placeOf(target);
  await withOwner(options, (ownerUrl) =>
    asOwner(ownerUrl, options.ending, async (owner) => {
      await takeTurn(owner);
      if (!isNamed) await clearUnfinished(dirname(path));
      const signingKey = await signingKeyMark(options.dataDir);
      let manifest: Manifest | undefined;
      await fillWhole(path, async (file) => {
        manifest = await writeBackup(owner, file, {
          product: await productVersion(),
          signingKey,
          signal: options.ending,
        });
      }).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') throw isThere(path);
        throw /^(ENOSPC|EDQUOT|EFBIG)$/.test(error.code ?? '') ? new DiskFull(dirname(path)) : error;
      });
      tell(path, manifest!, (await stat(path)).size);
    }),
  );
}

/** Where it comes. @throws StartError when there is no such folder, or a file of that name */
async function placeOf(target: string): Promise<{ path: string; isNamed: boolean }> {
  const found = await stat(target).catch(() => undefined);
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  if (found?.isDirectory()) return { path: join(resolve(target), `buurtbalans-${stamp}.tar`), isNamed: false };
  if (found) throw isThere(target);
  const folder = await stat(dirname(resolve(target))).catch(() => undefined);
  if (!folder?.isDirectory() || target.endsWith('/'))
    throw new StartError(`${target}: deze map is er niet / there is no such folder`);
  return { path: resolve(target), isNamed: true };
}

const isThere = (path: string): StartError =>
  new StartError(
    `${path}: dit bestand is er al, en blijft zoals het is / this file is there already, and stays as it is`,
  );

/** Whoever held the turn before is gone: what was not finished then never will be. */
async function clearUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) if (UNFINISHED.test(name)) await rm(join(folder, name), { force: true });
}

function tell(path: string, { tables, trajectories, signingKey }: Manifest, size: number): void {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`${path}: ${size} bytes`);
  console.log(
    `  ${trajectories.length} trajecten / trajectories, ${tables.length} tabellen / tables, ${rows} rijen / rows`,
  );
  console.log(
    signingKey === null
      ? '  de ondertekensleutel (BUURTBALANS_SECRET) zit er niet in; bewaar die apart / the signing key is not in it; keep it apart'
      : '  de ondertekensleutel (secrets.json of BUURTBALANS_SECRET) zit er niet in; bewaar die apart / the signing key (secrets.json or BUURTBALANS_SECRET) is not in it; keep it apart',
  );
}
