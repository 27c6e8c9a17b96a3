import { readdir, readFile } from 'node:fs/promises';

/** Milliseconds in one tick of the kernel's accounts. */
const TICK_MS = 10;

interface Account {
  readonly parent: number;
  readonly ms: number;
  /** Of its children that have ended. */
  readonly endedMs: number;
}

async function accountOf(pid: number | string): Promise<Account | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = (at: number): number => (Number(fields?.[at]) + Number(fields?.[at + 1])) * TICK_MS;
  return fields && { parent: Number(fields[1]), ms: ticks(11), endedMs: ticks(13) };
}

/**
 * Processor time that a process and its children have used, in milliseconds; of Linux only, zero elsewhere. Those that have
 * ended count too: a connection that the pool gives up would else take what it used with it.
 */
export async function processorTime(pid: number): Promise<number> {
  const { ms = 0, endedMs = 0 } = (await accountOf(pid)) ?? {};
  const others = await Promise.all(
    (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(accountOf),
  );
  return others.reduce((sum, one) => sum + (one?.parent === pid ? one.ms : 0), ms + endedMs);
}
