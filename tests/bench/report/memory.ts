import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Processes below one, itself included. */
async function familyOf(root: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || isBelow(parents.get(pid)));
  return [...parents.keys()].filter(isBelow);
}

async function megabytes(pids: readonly number[]): Promise<number> {
  const sizes = await Promise.all(
    pids.map(async (pid) =>
      Number(/^Pss:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => ''))?.[1] ?? 0),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1_024;
}

/** Most memory that a process and those below it hold while work goes on, in MB; what processes share counts once. */
export async function peakOf(root: number, isBelowOnly: boolean, work: Promise<unknown>): Promise<number> {
  let [peak, isBusy] = [0, true];
  const done = work.finally(() => (isBusy = false));
  while (isBusy) {
    const pids = (await familyOf(root)).filter((pid) => !isBelowOnly || pid !== root);
    peak = Math.max(peak, await megabytes(pids));
    await sleep(20);
  }
  await done;
  return peak;
}
