import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { beside, moveIn } from './cluster-folder.ts';
import { EmbeddedError, tellsOfNoSpace } from './embedded-error.ts';
import type { EmbeddedOptions } from './embedded-server.ts';
import type { Identity } from './identity.ts';
import { CLUSTER_FLAGS } from './settings.ts';

/** Makes a cluster in a folder beside its place, and moves it there once it is whole. @throws EmbeddedError `NOT_MADE`, `NO_SPACE` */
export async function initialise(
  options: EmbeddedOptions,
  initdb: string,
  identity: Identity | undefined,
): Promise<void> {
  const { dataDir } = options;
  const made = beside(dataDir, 'new');
  const password = beside(dataDir, 'password');
  try {
    await mkdir(made, { recursive: true, mode: 0o700 });
    await writeFile(password, `${options.password}\n`, { mode: 0o600 });
    if (identity) for (const path of [made, password]) await chown(path, identity.uid, identity.gid);
    await run(options, initdb, [`--pgdata=${made}`, `--pwfile=${password}`], made, identity);
    await moveIn(made, dataDir);
  } catch (error) {
    await rm(made, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
      throw new EmbeddedError({ code: 'NO_SPACE', folder: dataDir }, error);
    throw error;
  } finally {
    await rm(password, { force: true });
  }
}

async function run(
  options: EmbeddedOptions,
  initdb: string,
  where: readonly string[],
  cwd: string,
  identity: Identity | undefined,
): Promise<void> {
  options.signal?.throwIfAborted();
  const flags = [
    '--username=postgres',
    '--auth=scram-sha-256',
    ...CLUSTER_FLAGS,
    ...(options.durable === false ? ['--no-sync'] : []),
  ];
  // in the new folder, by which one that outlives us is found; in a group of its own, which ends as one
  const child = spawn(initdb, [...where, ...flags], {
    ...identity,
    cwd,
    env: { ...process.env, LC_ALL: 'C' },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (words = (words + chunk.toString('utf8')).slice(-2_000)));
  const end = (): void => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // gone in the meantime
    }
  };
  options.signal?.addEventListener('abort', end, { once: true });
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    options.signal?.throwIfAborted();
    if (code === 0) return;
    const faults = words.split('\n').filter((line) => /error|fatal|could not|failed/i.test(line));
    throw new EmbeddedError(
      tellsOfNoSpace(words)
        ? { code: 'NO_SPACE', folder: options.dataDir }
        : { code: 'NOT_MADE', folder: options.dataDir, words: faults.slice(-3).join(' · ') || String(signal ?? code) },
    );
  } finally {
    options.signal?.removeEventListener('abort', end);
  }
}
