/** Milliseconds to wait after each failure in a row; after the last one nothing helps any more. Together some two minutes. */
const WAITS = [200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 20_000, 30_000, 30_000];
/** Whatever ran for so long was sound: what failed before it no longer counts. */
const SOUND_MS = 60_000;

/** How long to wait before something is started again. */
export class BackOff {
  readonly #waits: readonly number[];
  #failures = 0;

  constructor(waits: readonly number[] = WAITS) {
    this.#waits = waits;
  }

  /** Milliseconds to wait after it ran for so many milliseconds and failed; none when it has failed too often in a row. */
  after(ranMs: number): number | undefined {
    if (ranMs >= SOUND_MS) this.#failures = 0;
    this.#failures += 1;
    return this.#waits[this.#failures - 1];
  }
}
