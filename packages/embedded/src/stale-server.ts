import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A PostgreSQL server that runs on a data directory, as its pid file tells. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
}

/** True while a process with this id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  // without /proc (macOS, Windows) the pid file has to be believed
  return command === undefined ? true : command.includes('postgres');
}

/**
 * Finds the server that a killed launcher left behind on this data directory. A pid file whose process is gone, or is
 * another program by now, is removed, because it would keep PostgreSQL from starting.
 */
export async function findRunningServer(dataDir: string): Promise<RunningServer | undefined> {
  const file = join(dataDir, 'postmaster.pid');
  const lines = await readFile(file, 'utf8').then(
    (text) => text.split('\n'),
    () => undefined,
  );
  if (!lines) return undefined;
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (Number.isInteger(pid) && pid > 0 && isAlive(pid) && (await isPostgres(pid))) return { pid, port };
  await rm(file, { force: true });
  return undefined;
}
