import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';

const SOURCES = join(import.meta.dirname, '..', '..', '..', 'apps', 'launcher', 'src');
/** A whole start beside others that use the machine. */
const patience = { timeout: 120_000, interval: 20 };

/** How a process ended, and what it printed. */
export interface End {
  readonly code: number | null;
  readonly said: string;
}

/** A data folder for real starts of the product, whose every process is known by a mark. */
export class Ground {
  readonly folder: string;
  readonly #mark = randomUUID();
  readonly #started: ChildProcess[] = [];

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async make(): Promise<Ground> {
    const above = await mkdtemp(join(tmpdir(), 'buurtbalans starts-'));
    await chmod(above, 0o755);
    return new Ground(join(above, 'data'));
  }

  /** Starts the product as `npm start` does, behind other words if need be, such as `nohup`. */
  start(args: readonly string[] = [], before: readonly string[] = []): StartedProcess {
    return this.#spawn('main.ts', ['--host', '127.0.0.1', '--port', '0', '--data', this.folder, ...args], before);
  }

  /** Runs a command of the command line to its end. */
  async command(...args: string[]): Promise<End> {
    return this.#spawn('cli.ts', [...args, '--data', this.folder], []).ended;
  }

  /** Processes that were started from here and are still there, and what of PostgreSQL works in the folder. */
  async left(): Promise<string[]> {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const found = await Promise.all(
      pids.map(async (pid) => {
        const [environment, where] = await Promise.all([
          readFile(`/proc/${pid}/environ`, 'utf8').catch(() => ''),
          readlink(`/proc/${pid}/cwd`).catch(() => ''),
        ]);
        if (!environment.includes(this.#mark) && !where.startsWith(this.folder)) return [];
        return [`${pid} ${(await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ')}`];
      }),
    );
    return found.flat();
  }

  /** Ends whatever a test that failed left running. */
  async clear(): Promise<void> {
    for (const line of await this.left()) {
      try {
        process.kill(Number(line.split(' ')[0]), 'SIGKILL');
      } catch {
        // gone in the meantime
      }
    }
    await rm(join(this.folder, '..'), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  #spawn(script: string, args: readonly string[], before: readonly string[]): StartedProcess {
    const [program, ...words] = [...before, process.execPath, join(SOURCES, script), ...args];
    const child = spawn(program!, words, {
      env: { ...process.env, DATABASE_URL: '', MARK: this.#mark },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#started.push(child);
    return new StartedProcess(child);
  }
}

/** A launcher, or whatever runs one. */
export class StartedProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<End>;
  #said = '';

  constructor(child: ChildProcess) {
    this.child = child;
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => (this.#said += chunk.toString('utf8')));
    this.ended = new Promise((resolve) => child.once('close', (code) => resolve({ code, said: this.#said })));
  }

  get said(): string {
    return this.#said;
  }

  /** Its address, once it has one. */
  async url(): Promise<string> {
    await this.says('Ctrl-C');
    return /http:\/\/localhost:\d+/.exec(this.#said)![0];
  }

  /** Waits until it has printed something. */
  async says(text: string): Promise<void> {
    await expect.poll(() => this.#said, patience).toContain(text);
  }

  /** Sends a signal and waits for the end. */
  async end(signal: NodeJS.Signals): Promise<End> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** Waits until a place of a data folder holds a file; the name may end in what comes after it, such as `postgres.new-`. */
export async function appears(folder: string, begin: string, inside: string): Promise<void> {
  const isThere = async (): Promise<boolean> => {
    for (const name of await readdir(folder).catch(() => [])) {
      if (
        name.startsWith(begin) &&
        (await readdir(join(folder, name, inside, '..')).catch(() => [] as string[])).includes(
          inside.split('/').at(-1)!,
        )
      )
        return true;
    }
    return false;
  };
  await expect.poll(isThere, patience).toBe(true);
}
