/** What the launcher asks its programs, and what they answer. */
export const PING = 'ping';
export const PONG = 'pong';

/** What a program with work of its own has for ending it, once the launcher is gone, in milliseconds. */
const LAST_MS = 10_000;

/**
 * Runs in each program before its own code (`--import`): answers the launcher's question for a sign of life, which costs
 * nothing but a turn of the event loop, and ends the program when the launcher is gone, also before it can do so itself.
 */
export function answerLauncher(): void {
  process.on('message', (message) => {
    // the launcher may be gone by now, which is heard of below
    if (message === PING) process.send?.(PONG, undefined, undefined, () => undefined);
  });
  process.on('disconnect', () => {
    const endsItself = process.listenerCount('disconnect') > 1;
    setTimeout(() => process.exit(0), endsItself ? LAST_MS : 0);
  });
  // the channel alone does not keep a program alive that has done all
  process.channel?.unref();
}
