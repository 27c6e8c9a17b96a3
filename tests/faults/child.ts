import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A helper process that prints lines. */
export interface Child {
  readonly process: ChildProcess;
  /** What it prints next. @throws when it ends first. */
  line(): Promise<string>;
  /** Kills it as a power failure does, and waits until it is gone. */
  kill(): Promise<void>;
  /** Its exit code. */
  ended(): Promise<number | null>;
}

/** Starts a script of `tests/faults/children`, or any other by its full path. */
export function startChild(
  script: string,
  env: Readonly<Record<string, string>>,
  nodeFlags: readonly string[] = [],
): Child {
  const path = script.startsWith('/') ? script : join(import.meta.dirname, 'children', script);
  const child = spawn(process.execPath, [...nodeFlags, path], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let words = '';
  let printed = '';
  child.stderr!.on('data', (chunk: Buffer) => (words = (words + chunk.toString('utf8')).slice(-2_000)));
  child.stdout!.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const gone = once(child, 'exit').then(([code]) => code as number | null);
  return {
    process: child,
    async line() {
      for (;;) {
        const end = printed.indexOf('\n');
        if (end >= 0) {
          const line = printed.slice(0, end);
          printed = printed.slice(end + 1);
          return line;
        }
        if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode}: ${words}`);
        await Promise.race([once(child.stdout!, 'data'), gone]);
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    ended: () => gone,
  };
}
