import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT, StartError } from './options.ts';

/** Builds engine, worker and screens when they are not there, or older than their sources. @throws StartError with what was said last */
export async function ensureBuilt(signal: AbortSignal): Promise<void> {
  // in a group of its own, which ends as one: the build starts programs of its own
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'build.mjs')], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString('utf8')).slice(-2_000);
      if (process.env.BUURTBALANS_VERBOSE) process.stderr.write(chunk);
    });
  }
  const end = (): void => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // gone in the meantime
    }
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    if (signal.aborted) end();
    const [code] = (await once(child, 'close')) as [number | null];
    signal.throwIfAborted();
    if (code !== 0) throw new StartError(`het bouwen mislukte / the build failed: ${words}`);
  } finally {
    signal.removeEventListener('abort', end);
  }
}
