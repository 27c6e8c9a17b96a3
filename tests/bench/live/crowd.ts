import { setTimeout as sleep } from 'node:timers/promises';

/** So long the last screen may take before an event counts as not shown. */
const PATIENCE_MS = 20_000;

/** Screens that all have to show what one of them sends. */
export interface Crowd {
  /** Sends one event; settles when it was acknowledged. */
  send(event: number): Promise<void>;
  /** Milliseconds from sending to the last screen, of each event that was acknowledged; undefined while one is missing. */
  took(event: number): number | undefined;
  /** What is wrong at the end, a line each; empty when nothing was lost. */
  audit(): Promise<string[]>;
  leave(): void;
}

/** What came of one turn. */
export interface Turn {
  /** Milliseconds to the last screen, sorted. */
  readonly took: readonly number[];
  /** Events that never reached all screens. */
  readonly missing: number;
}

/** A turn, with what it cost the sending side in milliseconds of processor time an event. */
export interface Costed extends Turn {
  readonly cost: number;
}

/** Sends events, each at a random moment of its share of the time, and waits until all are on all screens. */
export async function play(crowd: Crowd, first: number, events: number, overMs: number): Promise<Turn> {
  const from = performance.now();
  const acknowledged: Promise<void>[] = [];
  for (let event = 0; event < events; event += 1) {
    const at = from + ((event + Math.random()) * overMs) / events;
    const wait = at - performance.now();
    if (wait > 0) await sleep(wait);
    acknowledged.push(crowd.send(first + event));
  }
  await Promise.all(acknowledged);
  const numbers = Array.from({ length: events }, (_, event) => first + event);
  const all = (): (number | undefined)[] => numbers.map((event) => crowd.took(event));
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until && all().includes(undefined);)
    await sleep(50);
  const took = all().filter((one) => one !== undefined);
  return { took: took.sort((one, other) => one - other), missing: events - took.length };
}
