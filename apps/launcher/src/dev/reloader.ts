import type { Program, Running } from '../keeper.ts';

/** Whoever is told what becomes of it. */
export type Tell = (line: string) => void;

/**
 * Runs a program whose code is being worked on: started anew at each change, and left alone for as long as a debugger
 * halts it. One that ends or does not start waits for the next change, which is the one that mends it.
 */
export class Reloader {
  readonly #program: Program;
  readonly #tell: Tell;
  readonly #closing = new AbortController();
  #change = new AbortController();
  #running: Running | undefined;
  #kept: Promise<void> | undefined;

  constructor(program: Program, tell: Tell) {
    this.#program = program;
    this.#tell = tell;
  }

  /** What runs now; nothing while it is started again, or waits for a change. */
  get running(): Running | undefined {
    return this.#running;
  }

  /** Starts it for the first time; resolves once it is ready, or waits for a change. */
  begin(): Promise<void> {
    return new Promise((begun) => (this.#kept = this.#keep(begun)));
  }

  /** What it runs has changed. */
  changed(): void {
    const before = this.#change;
    this.#change = new AbortController();
    before.abort();
  }

  async stop(): Promise<void> {
    this.#closing.abort();
    await this.#kept;
  }

  async #keep(begun: () => void): Promise<void> {
    for (let times = 0; !this.#closing.signal.aborted; times += 1) {
      const over = AbortSignal.any([this.#change.signal, this.#closing.signal]);
      this.#running = await this.#start(over, times > 0);
      begun();
      const end = await Promise.race([aborted(over), ...(this.#running ? [this.#running.ended] : [])]);
      if (end === undefined) {
        await this.#running?.stop();
      } else {
        this.#tell(`  ! ${this.#program.name}: ${end}; wacht op een wijziging / waits for a change`);
        this.#running = undefined;
        await aborted(over);
      }
      this.#running = undefined;
    }
  }

  async #start(over: AbortSignal, isAgain: boolean): Promise<Running | undefined> {
    const from = Date.now();
    try {
      const running = await this.#program.start(over);
      if (isAgain)
        this.#tell(`  ↻ ${this.#program.name} herstart / restarted (${((Date.now() - from) / 1_000).toFixed(1)} s)`);
      return running;
    } catch (error) {
      if (!over.aborted) this.#tell(`  ! ${(error as Error).message}`);
      return undefined;
    }
  }
}

/** Resolves with nothing once the signal is given. */
async function aborted(signal: AbortSignal): Promise<undefined> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
