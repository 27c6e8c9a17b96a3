import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, rm, stat as statOf } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/*
 * What a killed launcher, or a killed server, left behind on a data directory. All of this is for whoever has the
 * directory for himself: but for `isServedByAnother`, nothing here asks whether somebody else is using it.
 */

const run = promisify(execFile);
const PROGRAM = /(^|\/)(postgres|initdb)( \(deleted\))?$/;
const END: readonly (readonly [NodeJS.Signals, number])[] = [
  // PostgreSQL's fast shutdown, the immediate one, after which the next start recovers, and the end
  ['SIGINT', 15_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];

/**
 * Ends the server that still runs on this data directory, and whatever else of PostgreSQL works in it. A pid file that
 * is cut short, or names a process that is another program by now, goes: it would keep PostgreSQL from starting.
 */
export async function endLeftOver(dataDir: string): Promise<void> {
  const file = join(dataDir, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const pid = Number(text?.split('\n')[0]);
  if (Number.isInteger(pid) && pid > 0) await endServer(pid, dataDir);
  await endProcessesIn(dataDir);
  if (text === undefined) return;
  if (!(Number.isInteger(pid) && pid > 0) || isAlive(pid)) await rm(file, { force: true });
}

/**
 * Whether the server on this data directory still has the process that started it: one of a version that knew no lock, or
 * whose lock somebody removed. Needs `/proc`; a server that was left behind has the first process of the system above it.
 */
export async function isServedByAnother(dataDir: string): Promise<boolean> {
  const pid = Number((await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
  if (!(pid > 0) || !(await isPostgres(pid)) || !(await isSame(`/proc/${pid}/cwd`, dataDir))) return false;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  if (parent <= 1 || parent === process.pid) return false;
  return /\/node( \(deleted\))?$/.test(await readlink(`/proc/${parent}/exe`).catch(() => ''));
}

/** Ends what of PostgreSQL works in a folder, such as the processes of a server whose first one was killed: they hold its memory. */
export async function endProcessesIn(folder: string): Promise<void> {
  for (const until = Date.now() + 5_000; Date.now() < until; await sleep(25)) {
    const found = await processesIn(folder);
    for (const pid of found) send(pid, 'SIGKILL');
    if (found.length === 0) return;
  }
}

async function endServer(pid: number, dataDir: string): Promise<void> {
  // one that stands still hears nothing
  if (await worksIn(pid, dataDir)) send(pid, 'SIGCONT');
  for (const [signal, patience] of END) {
    if (!(await worksIn(pid, dataDir))) return;
    send(pid, signal);
    for (const until = Date.now() + patience; Date.now() < until && (await worksIn(pid, dataDir));) await sleep(25);
  }
}

/** A pid alone says nothing: the process has to be PostgreSQL, and to be at work in this very folder. */
async function worksIn(pid: number, folder: string): Promise<boolean> {
  if (await hasProc()) return (await isPostgres(pid)) && (await isSame(`/proc/${pid}/cwd`, folder));
  const { stdout } = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.includes('postgres') && stdout.includes(folder);
}

/** Needs `/proc`; elsewhere the processes of a killed server end by themselves, a moment later. */
async function processesIn(folder: string): Promise<number[]> {
  const pids = (await readdir('/proc').catch(() => [])).map(Number).filter((pid) => pid > 0);
  const working = await Promise.all(
    pids.map(async (pid) => (await isPostgres(pid)) && (await isSame(`/proc/${pid}/cwd`, folder))),
  );
  return pids.filter((_pid, at) => working[at]);
}

async function isPostgres(pid: number): Promise<boolean> {
  // a process that has ended and that nobody has taken note of has no program any more
  return PROGRAM.test(await readlink(`/proc/${pid}/exe`).catch(() => ''));
}

/** By what it is, not by its name: a folder that was moved keeps its server. */
async function isSame(one: string, other: string): Promise<boolean> {
  try {
    const [first, second] = await Promise.all([statOf(one), statOf(other)]);
    return first.ino === second.ino && first.dev === second.dev;
  } catch {
    return false;
  }
}

async function hasProc(): Promise<boolean> {
  return readlink('/proc/self/exe').then(
    () => true,
    () => false,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // gone in the meantime
  }
}
