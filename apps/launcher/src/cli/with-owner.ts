import { access } from 'node:fs/promises';
import { hasCluster } from '@buurtbalans/embedded';
import { databaseProgram } from '../database.ts';
import { DataFolder } from '../data-folder.ts';
import { ensureDatabase } from '../ensure-database.ts';
import { StartError } from '../start-error.ts';

/** What a command may find, and what it gets. */
export interface OwnerOptions {
  readonly dataDir: string;
  readonly ending: AbortSignal;
  /** Whether a folder without a database gets one. */
  readonly mayMake?: boolean;
  /** Whether the product may run meanwhile. */
  readonly mayRun?: boolean;
}

/**
 * Runs a command with the address of the database for its owner: of `DATABASE_OWNER_URL` or `DATABASE_URL`, of a running
 * product, or of the data folder, whose PostgreSQL runs for as long as it takes; only then with the folder, which is held
 * meanwhile. The tables stay as they are.
 */
export async function withOwner(
  { dataDir, ending, mayMake = false, mayRun = true }: OwnerOptions,
  work: (ownerUrl: string, folder?: DataFolder) => Promise<void>,
): Promise<void> {
  const given = process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL;
  if (given) return work(given);
  const folder = new DataFolder(dataDir);
  if (!mayMake) await access(folder.path).catch(() => Promise.reject(noDatabase(folder)));
  await folder.prepare();
  if (!(await folder.claim())) {
    const { databaseUrl } = await folder.holder();
    if (!databaseUrl || !mayRun) throw await folder.inUse();
    return work(databaseUrl);
  }
  try {
    // only whoever has the folder may look: looking clears what a crash left
    if (!mayMake && !(await hasCluster(folder.postgres))) throw noDatabase(folder);
    const { databasePassword } = await folder.secrets();
    const server = await databaseProgram(folder, databasePassword).start(ending);
    try {
      await work(await ensureDatabase(server, databasePassword), folder);
    } finally {
      await server.stop();
    }
  } finally {
    await folder.release();
  }
}

const noDatabase = ({ path }: DataFolder): StartError =>
  new StartError(`${path}: hier is geen database / there is no database here (--data)`);
