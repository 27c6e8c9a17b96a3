import { readdir, readFile } from 'node:fs/promises';

/** Milliseconds in one tick of the kernel's accounts. */
const TICK_MS = 10;

async function accountOf(pid: number | string): Promise<{ parent: number; ms: number } | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields && { parent: Number(fields[1]), ms: (Number(fields[11]) + Number(fields[12])) * TICK_MS };
}

/** Processor time that a process and its children have used, in milliseconds; of Linux only, zero elsewhere. */
export async function processorTime(pid: number): Promise<number> {
  const own = (await accountOf(pid))?.ms ?? 0;
  const others = await Promise.all(
    (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(accountOf),
  );
  return others.reduce((sum, one) => sum + (one?.parent === pid ? one.ms : 0), own);
}
