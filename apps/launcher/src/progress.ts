/** Tells each step as it begins and how long it took. */
export class Progress {
  readonly #begun = Date.now();
  readonly #isQuiet: boolean;

  constructor(isQuiet = false) {
    this.#isQuiet = isQuiet;
  }

  /** Runs a step, with a line before and after. */
  async step<T>(dutch: string, english: string, work: () => Promise<T>): Promise<T> {
    if (this.#isQuiet) return work();
    const from = Date.now();
    const back = process.stdout.isTTY ? '\r' : '';
    if (back) process.stdout.write(`  … ${dutch} / ${english}`);
    try {
      const result = await work();
      process.stdout.write(`${back}  ✓ ${dutch} / ${english} (${((Date.now() - from) / 1000).toFixed(1)} s)\n`);
      return result;
    } catch (error) {
      process.stdout.write(`${back}  ✗ ${dutch} / ${english}\n`);
      throw error;
    }
  }

  /** Seconds since the start. */
  seconds(): string {
    return ((Date.now() - this.#begun) / 1000).toFixed(1);
  }
}
