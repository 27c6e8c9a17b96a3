import { Stopped, whenToEnd } from './ending.ts';
import type { Launched } from './launch.ts';
import { EXIT, StartError } from './start-error.ts';

/** Runs what `start` gives until somebody ends it, or it cannot go on, and ends the process with a code that says which. */
export async function runUntilEnded(start: (ending: AbortSignal) => Promise<Launched | undefined>): Promise<never> {
  const ending = whenToEnd();
  return endWith(await run(start, ending).catch((error: unknown) => error));
}

/** Ends the process: in order where nothing is wrong, and otherwise with a line that says what, and its code. */
export async function endWith(reason: unknown): Promise<never> {
  if (reason === undefined || reason instanceof Stopped) process.exit(EXIT.stopped);
  const { explained } = await import('./explained.ts');
  const error = explained(reason);
  console.error(error instanceof StartError ? `buurtbalans: ${error.message}` : error);
  process.exit(error instanceof StartError ? error.exitCode : EXIT.fault);
}

/** Gives why it ended; nothing when there was nothing to run. */
async function run(
  start: (ending: AbortSignal) => Promise<Launched | undefined>,
  ending: AbortController,
): Promise<unknown> {
  const launched = await start(ending.signal);
  if (!launched) return undefined;
  launched.failed.then((error) => ending.abort(error)).catch((error: unknown) => ending.abort(error));
  if (!ending.signal.aborted)
    await new Promise((resolve) => ending.signal.addEventListener('abort', resolve, { once: true }));
  console.log('\nstopt / stopping …');
  await launched.stop();
  return ending.signal.reason;
}
