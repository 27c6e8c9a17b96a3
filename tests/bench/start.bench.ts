import { spawn } from 'node:child_process';
import { readFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@buurtbalans/embedded';
import type { Figure } from './figure.ts';

const LAUNCHER = join(import.meta.dirname, '..', '..', 'apps', 'launcher', 'src', 'main.ts');

interface Started {
  seconds: number;
  pid: number;
  stop(): Promise<void>;
}

/** Starts the product as `npm start` does and waits for the first page. */
async function start(dataDir: string): Promise<Started> {
  const port = await freePort();
  const from = performance.now();
  const child = spawn(process.execPath, [LAUNCHER, '--data', dataDir, '--port', String(port), '--host', '127.0.0.1'], {
    stdio: 'ignore',
  });
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/sign-in`).catch(() => undefined);
    if (response?.ok && (await response.text()).includes('<form')) break;
    if (child.exitCode !== null || performance.now() - from > 120_000) throw new Error('the product did not start');
    await sleep(25);
  }
  const seconds = (performance.now() - from) / 1_000;
  return {
    seconds,
    pid: child.pid!,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Memory that the processes of the product hold by themselves (proportional share of what they share), in MB. */
async function memoryOf(dataDir: string, launcher: number): Promise<number> {
  const run = JSON.parse(await readFile(join(dataDir, 'run.json'), 'utf8')) as { pid: number };
  const postmaster = Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  const wanted = new Set([run.pid, launcher, postmaster]);
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map<number, number>();
  for (const pid of processes) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    parents.set(pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  let kilobytes = 0;
  for (const pid of processes) {
    let ancestor: number | undefined = pid;
    while (ancestor && !wanted.has(ancestor)) ancestor = parents.get(ancestor);
    if (!ancestor) continue;
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return kilobytes / 1_024;
}

/** From the command to the first page, on an empty folder and again, and the memory after half a minute of rest. */
export async function* startBench(): AsyncGenerator<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'buurtbalans-start-'));
  try {
    const cold = await start(folder);
    yield {
      name: 'start.cold_s',
      value: cold.seconds,
      unit: 's',
      against: 'empty data folder, builds present; bound 20',
    };
    await cold.stop();
    const warm = await start(folder);
    yield { name: 'start.warm_s', value: warm.seconds, unit: 's', against: 'data folder of an earlier start' };
    await sleep(30_000);
    yield {
      name: 'start.idle_memory_mb',
      value: await memoryOf(folder, warm.pid),
      unit: 'MB',
      against: 'all processes, proportional set size, 30 s after the start',
    };
    await warm.stop();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
