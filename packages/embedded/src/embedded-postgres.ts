import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCluster, isWhole } from './cluster-folder.ts';
import { EmbeddedError, tellsOfNoSpace } from './embedded-error.ts';
import type { EmbeddedOptions, EmbeddedServer } from './embedded-server.ts';
import { freePort } from './free-port.ts';
import { checkOwner, checkReach, type Identity, unprivilegedIdentity } from './identity.ts';
import { initialise } from './initialise.ts';
import { endLeftOver, endProcessesIn } from './left-over.ts';
import { findPrograms } from './programs.ts';
import { SERVER_SETTINGS } from './settings.ts';
import { type Answer, knock, untilReady } from './until-ready.ts';

/** A server whose first process was killed is not gone before its last one is. */
const IN_USE = /pre-existing shared memory block|lock file ".*" already exists/;
const PORT_TAKEN = /could not bind|could not create any TCP\/IP sockets/;
/** How long a place is waited for that is still taken, in milliseconds. */
const PATIENCE = 15_000;

/**
 * Starts PostgreSQL on a data directory; a server that was left behind there is ended first. Root cannot run PostgreSQL,
 * so for root it runs as the user `postgres`, which is made when it is missing.
 *
 * @throws EmbeddedError for what somebody can mend
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dataDir, signal } = options;
  const { postgres, initdb } = await findPrograms();
  const identity = await unprivilegedIdentity();
  if (identity) await Promise.all([checkReach(postgres), checkReach(dataDir)]);
  for (const until = Date.now() + PATIENCE; ; await sleep(250)) {
    signal?.throwIfAborted();
    await endLeftOver(dataDir);
    if (options.isKnown && !(await isWhole(dataDir))) throw new EmbeddedError({ code: 'DAMAGED', folder: dataDir });
    if (!(await hasCluster(dataDir))) await initialise(options, initdb, identity);
    await checkOwner(dataDir, identity);
    const port = options.port ?? (await freePort());
    try {
      return await start(options, postgres, identity, port);
    } catch (error) {
      const passes =
        error instanceof EmbeddedError &&
        error.problem.code === 'NOT_STARTED' &&
        (IN_USE.test(error.problem.words) || PORT_TAKEN.test(error.problem.words));
      if (!passes || Date.now() > until) throw error;
    }
  }
}

async function start(
  options: EmbeddedOptions,
  postgres: string,
  identity: Identity | undefined,
  port: number,
): Promise<EmbeddedServer> {
  const { dataDir, signal } = options;
  const flags = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...SERVER_SETTINGS,
    ...(options.durable === false ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const logFile = `${dataDir}.log`;
  const log = await open(logFile, 'a', 0o600);
  // also one that an earlier version made
  await log.chmod(0o600);
  const { size: logFrom } = await log.stat();
  const parameters = Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // in a process group of its own: Ctrl-C has to reach the applications first, then the database
  const child = spawn(postgres, ['-D', dataDir, '-p', String(port), ...parameters], {
    ...identity,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  const ended = endOf(child);
  try {
    await once(child, 'spawn');
  } catch (cause) {
    throw new EmbeddedError({ code: 'NOT_STARTED', log: logFile, words: (cause as Error).message }, cause);
  } finally {
    await log.close();
  }
  const server = serverOf(options, child, ended, port);
  const waiting = new AbortController();
  const answer = await Promise.race([
    untilReady(server.url(), signal ? AbortSignal.any([signal, waiting.signal]) : waiting.signal),
    ended.then((): Answer => 'silent'),
  ]);
  waiting.abort();
  if (answer === 'ready' && !signal?.aborted) return server;
  await server.stop();
  signal?.throwIfAborted();
  if (answer === 'wrong password') throw new EmbeddedError({ code: 'WRONG_PASSWORD', folder: dataDir });
  if (answer === 'no database') throw new EmbeddedError({ code: 'DAMAGED', folder: dataDir });
  const words = await lastWords(logFile, logFrom);
  throw new EmbeddedError(
    tellsOfNoSpace(words) ? { code: 'NO_SPACE', folder: dataDir } : { code: 'NOT_STARTED', log: logFile, words },
  );
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(String(signal ?? code)));
    child.once(
      'error',
      (error: NodeJS.ErrnoException) => child.pid === undefined && resolve(error.code ?? error.message),
    );
  });
}

function serverOf(
  { dataDir, password }: EmbeddedOptions,
  child: ChildProcess,
  ended: Promise<string>,
  port: number,
): EmbeddedServer {
  const url = (database = 'postgres'): string =>
    `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    await endProcessesIn(dataDir);
  };
  return {
    pid: child.pid!,
    port,
    url,
    ended,
    kill,
    async probe(patience) {
      if ((await knock(url(), patience)) === 'silent') throw new Error('PostgreSQL is silent');
    },
    async stop() {
      // one that stands still hears nothing
      child.kill('SIGCONT');
      // PostgreSQL's fast shutdown, and the immediate one, after which the next start recovers
      for (const [signal, patience] of [
        ['SIGINT', 15_000],
        ['SIGQUIT', 5_000],
      ] as const) {
        child.kill(signal);
        const late = new AbortController();
        const isGone = await Promise.race([
          ended.then(() => true),
          sleep(patience, false, { signal: late.signal }).catch(() => false),
        ]);
        late.abort();
        if (isGone) return;
      }
      await kill();
    },
  };
}

/** What PostgreSQL wrote last that tells of a fault, from a place of its log on. */
async function lastWords(file: string, from: number): Promise<string> {
  const written = (await readFile(file).catch(() => Buffer.alloc(0))).subarray(from).toString('utf8');
  const lines = written.split('\n').filter((line) => line.trim() !== '');
  // that it is not ready yet is what it told whoever knocked
  const faults = lines.filter(
    (line) => /FATAL|PANIC|ERROR|HINT|postgres: /.test(line) && !/starting up|not yet accepting/.test(line),
  );
  return (faults.length > 0 ? faults : lines)
    .slice(-3)
    .map((line) => line.replace(/^[\d-]+ [\d:.]+ \w+ ?\[\d+\]:? ?/, '').trim())
    .join(' · ');
}
