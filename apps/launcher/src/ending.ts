import { isatty } from 'node:tty';

/** Nothing is wrong: somebody asked for the end. */
export class Stopped extends Error {}

/**
 * Whether somebody wants this process to end, from its first moment on: as the first process of a container it gets no
 * signal that it has no listener for. What nobody expected ends it too, in the same order.
 */
export function whenToEnd(): AbortController {
  const ending = new AbortController();
  const stop = (): void => ending.abort(new Stopped('stopped'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  // Node undoes what nohup asked for, and tells nobody; but nohup leaves no terminal, and only a terminal can close
  const hasTerminal = isAtTerminal();
  process.on('SIGHUP', () => hasTerminal && stop());
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => ending.abort(error));
  // whoever reads along may stop, and a terminal may close
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return ending;
}

function isAtTerminal(): boolean {
  // elsewhere nohup leaves the terminal as the input
  return (process.platform === 'linux' ? [0, 1, 2] : [1, 2]).some((stream) => isatty(stream));
}

/** Work that ends when the signal does; what it still does is nobody's concern then. */
export async function unlessEnded<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  signal.throwIfAborted();
  let leave: (() => void) | undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    leave = () => reject(signal.reason as Error);
    signal.addEventListener('abort', leave, { once: true });
  });
  return Promise.race([work, ended]).finally(() => signal.removeEventListener('abort', leave!));
}
