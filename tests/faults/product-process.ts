import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process of the product that is started again at once whenever it ends, until it is told to stop. */
export class ProductProcess {
  readonly name: string;
  /** Times that it ended although nobody killed it, with its last words. */
  readonly crashes: string[] = [];
  readonly #script: string;
  readonly #env: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  #killed = false;
  #stopping = false;

  constructor(name: string, script: string, env: Readonly<Record<string, string>>) {
    this.name = name;
    this.#script = script;
    this.#env = env;
    this.start();
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Kills it as a power failure does. */
  kill(): void {
    this.#killed = true;
    this.#child?.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(late);
  }

  private start(): void {
    this.#killed = false;
    const from = Date.now();
    const child = spawn(
      process.execPath,
      [...(process.env.ENGINE_FLAGS ?? '').split(' ').filter(Boolean), '--enable-source-maps', this.#script],
      { env: { ...process.env, ...this.#env }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
    );
    let words = '';
    child.stderr!.on('data', (chunk: Buffer) => (words = (words + chunk.toString('utf8')).slice(-1_500)));
    child.once('exit', (code, signal) => {
      if (this.#stopping) return;
      if (!this.#killed) this.crashes.push(`${this.name} ended by itself with ${code ?? signal}: ${words.trim()}`);
      // at once, but not in a circle when it cannot start
      setTimeout(() => !this.#stopping && this.start(), Date.now() - from < 1_500 && !this.#killed ? 300 : 0);
    });
    this.#child = child;
  }
}
