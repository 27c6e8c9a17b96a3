import { setTimeout as sleep } from 'node:timers/promises';

/** Signs of life that may fail to come in a row: a machine that is busy is late once or twice, never so often. */
const TIMES = 5;

/** Milliseconds without any sign of life after which a program counts as hung. */
export const SILENT_MS = 20_000;

/**
 * Asks for signs of life, and resolves once none came so many times in a row. Counts what was asked, not the clock: after
 * a machine was suspended everything is late, once.
 */
export async function untilSilent(
  probe: (patience: number) => Promise<unknown>,
  silentMs: number,
  signal: AbortSignal,
): Promise<void> {
  const patience = silentMs / TIMES;
  for (let missed = 0; missed < TIMES;) {
    if (missed === 0) await sleep(patience, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return new Promise(() => undefined);
    missed = (await answered(probe, patience)) ? 0 : missed + 1;
  }
}

async function answered(probe: (patience: number) => Promise<unknown>, patience: number): Promise<boolean> {
  const from = Date.now();
  const isAnswered = probe(patience).then(
    () => true,
    // one that fails at once is asked again no sooner than one that is silent
    () => sleep(Math.max(0, patience - (Date.now() - from)), false),
  );
  const late = new AbortController();
  return Promise.race([isAnswered, sleep(patience + 500, false, { signal: late.signal }).catch(() => false)]).finally(
    () => late.abort(),
  );
}
