import { spawn } from 'node:child_process';
import { readFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@buurtbalans/embedded';
import { median } from '../engine/measure.ts';
import type { Figure } from '../figure.ts';
import { houseAt } from './other-house.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

interface Started {
  seconds: number;
  pid: number;
  stop(): Promise<void>;
}

/** Starts the product as `npm start` does and waits for the first page. */
async function start(root: string, dataDir: string): Promise<Started> {
  const port = await freePort();
  const from = performance.now();
  const child = spawn(
    join(root, 'node_modules', '.bin', 'node'),
    [
      join(root, 'apps', 'launcher', 'src', 'main.ts'),
      '--data',
      dataDir,
      '--port',
      String(port),
      '--host',
      '127.0.0.1',
    ],
    { stdio: 'ignore' },
  );
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

/** What one house takes: from the command to the first page, cold and warm, and what it holds half a minute later. */
interface Start {
  readonly cold: number;
  readonly warm: number;
  readonly memory: number;
}

async function measure(root: string, restMs: number): Promise<Start> {
  const folder = await mkdtemp(join(tmpdir(), 'buurtbalans-start-'));
  try {
    const cold = await start(root, folder);
    await cold.stop();
    const warm = await start(root, folder);
    await sleep(restMs);
    const memory = await memoryOf(folder, warm.pid);
    await warm.stop();
    return { cold: cold.seconds, warm: warm.seconds, memory };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Starts of this product; with a revision also those of the product at that commit, by turns, three times each. */
export async function* startBench(against?: string): AsyncGenerator<Figure> {
  if (against) return yield* compared(against);
  const { cold, warm, memory } = await measure(ROOT, 30_000);
  yield { name: 'start.cold_s', value: cold, unit: 's', against: 'empty data folder, builds present; bound 20' };
  yield { name: 'start.warm_s', value: warm, unit: 's', against: 'data folder of an earlier start' };
  yield {
    name: 'start.idle_memory_mb',
    value: memory,
    unit: 'MB',
    against: 'all processes, proportional set size, 30 s after the start',
  };
}

const ROUNDS = 3;

async function* compared(revision: string): AsyncGenerator<Figure> {
  const other = await houseAt(ROOT, revision);
  try {
    // the first start of a house builds and reads everything from the disk; neither is compared
    for (const root of [other.root, ROOT]) await measure(root, 0);
    const rounds: { here: Start; before: Start }[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push({ before: await measure(other.root, 30_000), here: await measure(ROOT, 30_000) });
    for (const [key, name, unit] of [
      ['cold', 'start.cold', 's'],
      ['warm', 'start.warm', 's'],
      ['memory', 'start.idle_memory', 'mb'],
    ] as const) {
      const ratios = rounds.map(({ here, before }) => here[key] / before[key]);
      yield {
        name: `${name}_vs_before`,
        value: median(ratios),
        unit: 'ratio',
        against: `the same of ${revision}, by turns, median of ${ROUNDS}`,
        repeats: [Math.min(...ratios), Math.max(...ratios)],
      };
      const now = median(rounds.map(({ here }) => here[key]));
      const earlier = median(rounds.map(({ before }) => before[key]));
      yield {
        name: `${name}_${unit}`,
        value: now,
        unit: unit === 's' ? 's' : 'MB',
        against: `${earlier.toFixed(2)} before`,
      };
    }
  } finally {
    await other.leave();
  }
}
