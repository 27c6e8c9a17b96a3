import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that the launcher starts and keeps running. */
export interface ChildProgram {
  readonly name: string;
  /** Script for this Node. */
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  /** Resolves once the program answers. */
  readonly ready: (signal: AbortSignal) => Promise<void>;
}

const RESTART_MS = [500, 1_000, 2_000, 5_000];
const STOP_MS = 10_000;

/** Keeps programs running until they are told to stop. */
export class Children {
  readonly #running = new Map<string, ChildProcess>();
  #stopping = false;

  /** Starts a program and waits until it answers. @throws with its last words when it ends before that. */
  async start(program: ChildProgram): Promise<void> {
    const child = this.spawn(program, 0);
    let words = '';
    child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString('utf8')).slice(-2_000)));
    const waiting = new AbortController();
    const ended = once(child, 'exit', { signal: waiting.signal }).then(([code]) => {
      throw new Error(`${program.name} ended with ${code}: ${words.trim()}`);
    });
    ended.catch(() => undefined);
    try {
      await Promise.race([program.ready(waiting.signal), ended]);
    } finally {
      waiting.abort();
    }
  }

  pids(): number[] {
    return [...this.#running.values()].flatMap((child) => child.pid ?? []);
  }

  /** Asks all programs to stop, and ends those that do not. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(
      [...this.#running.values()].map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await Promise.race([gone, sleep(STOP_MS).then(() => child.kill('SIGKILL'))]);
      }),
    );
  }

  /** A program gets a channel to the launcher, by which it notices when the launcher is gone. */
  private spawn(program: ChildProgram, failures: number): ChildProcess {
    const child = spawn(process.execPath, ['--enable-source-maps', program.script], {
      env: { ...process.env, ...program.env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // out of the terminal's group: Ctrl-C reaches the launcher, which stops the programs in order
      detached: process.platform !== 'win32',
    });
    this.#running.set(program.name, child);
    child.stderr?.on('data', (chunk: Buffer) => process.env.BUURTBALANS_VERBOSE && process.stderr.write(chunk));
    child.once('exit', (code, signal) => {
      if (this.#stopping) return;
      const wait = RESTART_MS[Math.min(failures, RESTART_MS.length - 1)]!;
      if (failures > 0) console.error(`  ! ${program.name} (${code ?? signal}) → ${wait / 1000} s`);
      setTimeout(() => !this.#stopping && this.spawn(program, failures + 1), wait);
    });
    return child;
  }
}

/** Waits until an address answers. */
export async function answers(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' }).catch(() => undefined);
    if (response && response.status < 500) return;
    await sleep(40);
  }
}
