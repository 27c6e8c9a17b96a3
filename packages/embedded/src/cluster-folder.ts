import { randomBytes } from 'node:crypto';
import { access, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EmbeddedError } from './embedded-error.ts';
import { endLeftOver, endProcessesIn } from './left-over.ts';

/** What `initdb` makes; a folder with anything else in it is not ours to clear. */
const OWN = /^(PG_VERSION|base|global|pg_\w+|postgresql(\.auto)?\.conf|postmaster\.(pid|opts)|current_logfiles)$/;
/** `initdb` writes the first of these in the beginning, and the last when it is done (5 is always the database `postgres`). */
const WHOLE = ['PG_VERSION', join('global', 'pg_control'), join('base', '5', 'PG_VERSION')];
/** Databases that somebody made have numbers from here. */
const FIRST_OWN_DATABASE = 16_384;

/**
 * Whether a cluster is there, whole. What a crash left of making one is cleared, also when it was left by a version that
 * made it in its place.
 *
 * @throws EmbeddedError `DAMAGED` for one that holds data and misses parts, `FOREIGN` for what is no cluster at all
 */
export async function hasCluster(dataDir: string): Promise<boolean> {
  await clearBeside(dataDir);
  const entries = await entriesOf(dataDir);
  if (entries.length === 0) return false;
  if (await isWhole(dataDir)) return true;
  const databases = await entriesOf(join(dataDir, 'base'));
  // a server that ran leaves its options
  if (entries.includes('postmaster.opts') || databases.some((name) => Number(name) >= FIRST_OWN_DATABASE))
    throw new EmbeddedError({ code: 'DAMAGED', folder: dataDir });
  if (!entries.every((name) => OWN.test(name))) throw new EmbeddedError({ code: 'FOREIGN', folder: dataDir });
  // nothing was ever stored here
  await eraseCluster(dataDir);
  return false;
}

/** Whether a folder holds all that a cluster begins with. */
export async function isWhole(dataDir: string): Promise<boolean> {
  const parts = await Promise.all(WHOLE.map((part) => exists(join(dataDir, part))));
  return parts.every(Boolean);
}

/** Erases a cluster, its server included; cut short, it is still either there or not. @throws EmbeddedError `FOREIGN` for what is none */
export async function eraseCluster(dataDir: string): Promise<void> {
  const entries = await entriesOf(dataDir);
  if (!entries.includes('PG_VERSION') && !entries.every((name) => OWN.test(name)))
    throw new EmbeddedError({ code: 'FOREIGN', folder: dataDir });
  await endLeftOver(dataDir);
  if (await exists(dataDir)) await rename(dataDir, beside(dataDir, 'old'));
  await clearBeside(dataDir);
}

/** A new name beside the cluster for what is not whole yet, or no longer. */
export function beside(dataDir: string, what: 'new' | 'old' | 'password'): string {
  return `${dataDir}.${what}-${randomBytes(4).toString('hex')}`;
}

/** Gives what was made beside the cluster its name, so that it stays there after a power failure. */
export async function moveIn(made: string, dataDir: string): Promise<void> {
  await rename(made, dataDir);
  const folder = await open(dirname(dataDir), 'r');
  await folder.sync().finally(() => folder.close());
}

async function clearBeside(dataDir: string): Promise<void> {
  const folder = dirname(dataDir);
  const name = basename(dataDir);
  for (const entry of await readdir(folder).catch(() => [])) {
    if (!['new', 'old', 'password'].some((what) => entry.startsWith(`${name}.${what}-`))) continue;
    await endProcessesIn(join(folder, entry));
    await rm(join(folder, entry), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

/** Empty is only what is not there: of a disk that fails to answer nothing is known, and nothing may be erased on it. */
async function entriesOf(folder: string): Promise<string[]> {
  return readdir(folder).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    if (error.code === 'EACCES')
      throw new EmbeddedError({ code: 'OTHER_OWNER', folder, owner: (await stat(folder)).uid }, error);
    throw error;
  });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return false;
      throw error;
    },
  );
}
