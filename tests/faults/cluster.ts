import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureLogins, migrate, type ProgramLogin } from '@buurtbalans/database';
import { type EmbeddedServer, freePort, startEmbeddedPostgres } from '@buurtbalans/embedded';
import { handOverQueues, migrateQueues } from '@buurtbalans/queue';
import { dropQueues } from '@buurtbalans/testing';
import pg from 'pg';
import { DarkProxy } from './dark-proxy.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** A process of the product behind a proxy of its own, started anew whenever it ends. */
interface Program {
  readonly name: string;
  readonly proxy: DarkProxy;
  readonly port: number | undefined;
  child: ChildProcess;
}

/** Two engines and two workers on one durable PostgreSQL, all on loopback. */
export class Cluster {
  readonly programs: Program[] = [];
  readonly #folder: string;
  readonly #password: string;
  #server: EmbeddedServer;
  #stopping = false;
  #logins: Record<ProgramLogin, string> = { engine: '', worker: '' };

  private constructor(folder: string, password: string, server: EmbeddedServer) {
    this.#folder = folder;
    this.#password = password;
    this.#server = server;
  }

  /** @param disk folder below which all data lies. */
  static async start(disk = tmpdir()): Promise<Cluster> {
    const folder = await mkdtemp(join(disk, 'buurtbalans-faults-'));
    await chmod(folder, 0o755);
    const password = randomBytes(12).toString('hex');
    const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), password });
    const cluster = new Cluster(folder, password, server);
    try {
      await migrate(server.url());
      await handOverQueues(server.url());
      await migrateQueues(server.url());
      cluster.#logins = await ensureLogins(server.url(), password);
      for (const name of ['engine-1', 'engine-2', 'worker-1', 'worker-2']) await cluster.add(name);
      await Promise.all(cluster.engines.map((engine) => answers(`${engine}/health`)));
      return cluster;
    } catch (cause) {
      await cluster.stop();
      throw cause;
    }
  }

  /** Straight to the server, past every proxy. */
  url(): string {
    return this.#server.url();
  }

  /** Addresses of the engines. */
  get engines(): string[] {
    return this.programs.flatMap(({ port }) => (port ? [`http://127.0.0.1:${port}/api/v1`] : []));
  }

  /** SIGKILL: nothing of the process gets to say goodbye. */
  kill(name: string): void {
    this.programs.find((program) => program.name === name)!.child.kill('SIGKILL');
  }

  async terminateConnections(): Promise<void> {
    await this.ask(
      `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`,
    );
  }

  /** PostgreSQL's immediate stop, as after a power failure, and a start that has to recover. */
  async crashPostgres(): Promise<void> {
    process.kill(this.#server.pid, 'SIGQUIT');
    for (const until = Date.now() + 10_000; Date.now() < until; await sleep(20)) if (!isAlive(this.#server.pid)) break;
    this.#server = await startEmbeddedPostgres({ dataDir: join(this.#folder, 'postgres'), password: this.#password });
    for (const { proxy } of this.programs) proxy.target = this.#server.port;
  }

  /** Stops every process of PostgreSQL where it is, as a machine that hangs or a disk that does not answer; gives the function that lets it go on. */
  async freezePostgres(): Promise<() => void> {
    const client = await this.connect();
    // first of all the one that would make new ones
    process.kill(this.#server.pid, 'SIGSTOP');
    const { rows } = await client.query<{ pid: number }>(
      'select pid from pg_stat_activity order by pid = pg_backend_pid()',
    );
    const frozen = [this.#server.pid, ...rows.map(({ pid }) => pid)];
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    void client.end().catch(() => undefined);
    return () => frozen.forEach((pid) => process.kill(pid, 'SIGCONT'));
  }

  async darken(name: string, milliseconds: number): Promise<void> {
    const { proxy } = this.programs.find((program) => program.name === name)!;
    proxy.goDark();
    await sleep(milliseconds);
    proxy.heal(() => 'server gone');
  }

  dropQueues(): Promise<void> {
    return dropQueues((sql) => this.ask(sql));
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const { child } of this.programs) child.kill('SIGKILL');
    await Promise.all(this.programs.map(({ proxy }) => proxy.close()));
    await this.#server.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  private async ask(sql: string): Promise<void> {
    const client = await this.connect();
    await client.query(sql).finally(() => client.end());
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.url() });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  private async add(name: string): Promise<void> {
    const proxy = await DarkProxy.start(this.#server.port);
    const port = name.startsWith('engine') ? await freePort() : undefined;
    const program: Program = { name, proxy, port, child: this.spawn(name, proxy, port) };
    this.programs.push(program);
    this.watch(program);
  }

  private watch(program: Program): void {
    program.child.once('exit', () => {
      if (this.#stopping) return;
      program.child = this.spawn(program.name, program.proxy, program.port);
      this.watch(program);
    });
  }

  private spawn(name: string, proxy: DarkProxy, port: number | undefined): ChildProcess {
    const program = name.startsWith('engine') ? 'engine' : 'worker';
    const url = new URL(this.#logins[program]);
    url.port = String(proxy.port);
    const script = join(ROOT, 'apps', program, 'dist', 'main.js');
    return spawn(process.execPath, [script], {
      env: {
        ...process.env,
        DATABASE_URL: url.toString(),
        QUEUE_URL: '',
        SMTP_URL: '',
        HOST: '127.0.0.1',
        PORT: String(port ?? 0),
        BUURTBALANS_SECRET: 's'.repeat(40),
        LOG_LEVEL: 'silent',
        SWEEP_MS: '500',
        LOST_AFTER_S: '5',
        NODE_ENV: 'production',
      },
      stdio: ['ignore', 'ignore', process.env.BUURTBALANS_VERBOSE ? 'inherit' : 'ignore', 'ipc'],
    });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until an address answers. */
export async function answers(url: string): Promise<void> {
  for (const until = Date.now() + 50_000; Date.now() < until; await sleep(50)) {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    if (response?.ok) return;
  }
  throw new Error(`${url} does not answer`);
}
