import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATABASE_ROLES } from '@buurtbalans/database';
import type { TestDatabase } from '@buurtbalans/testing';
import pg from 'pg';
import { DOOR_PORTS, type DoorPort, FrontDoor } from './front-door.ts';
import { Names } from './names.ts';
import {
  type Program,
  PROGRAMS,
  ROOT,
  ownerStatements,
  servicesWith,
  stagesOf,
  VALUES,
  wordsOf,
} from './infra-files.ts';

/** What shifts the clock of whoever runs the tests: the programs have to be at the same moment. */
const CLOCK = /^(LD_PRELOAD|FAKETIME.*|TZ)$/;
const clockHere = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => CLOCK.test(name)));

interface Started {
  readonly program: Program;
  /** Its own address on the loopback network, as a container has one. */
  readonly address: string;
  readonly child: ChildProcess;
  readonly tmp: string;
}

/** What compose.yaml describes, as plain processes on loopback behind a real nginx with its very configuration. */
export class Topology {
  readonly #folder: string;
  readonly #database: TestDatabase;
  readonly #names: Names;
  readonly #ports: Readonly<Record<DoorPort, number>>;
  readonly #started: Started[] = [];
  #door: FrontDoor | undefined;
  #count = 0;

  private constructor(folder: string, database: TestDatabase, names: Names, ports: Readonly<Record<DoorPort, number>>) {
    this.#folder = folder;
    this.#database = database;
    this.#names = names;
    this.#ports = ports;
  }

  /**
   * Starts as many of each program as the compose file says, and nginx before them, on a database in which nothing has
   * been made yet.
   */
  static async start(database: TestDatabase): Promise<Topology> {
    const folder = await mkdtemp(join(tmpdir(), 'buurtbalans-infra-'));
    await chmod(folder, 0o755);
    const topology = new Topology(folder, database, await Names.open(), await FrontDoor.freePorts());
    try {
      await topology.#makeOwner();
      topology.#door = await FrontDoor.open(folder, topology.#names.port, topology.#ports);
      await topology.#run(
        'launcher',
        topology.#environment('migrate'),
        topology.#service('migrate')['command'] as string[],
      );
      for (const program of PROGRAMS)
        for (let at = 0; at < topology.#service(program).deploy!.replicas; at += 1) await topology.add(program);
      return topology;
    } catch (error) {
      await topology.stop();
      throw error;
    }
  }

  /** Where people reach it. */
  get port(): number {
    return this.#ports.outside;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Addresses of those that run. */
  running(program: Program): string[] {
    return this.#started
      .filter((one) => one.program === program && one.child.exitCode === null && one.child.signalCode === null)
      .map(({ address }) => address);
  }

  /** Starts one more; gives its address. */
  async add(program: Program): Promise<string> {
    this.#count += 1;
    const address = `127.77.0.${this.#count}`;
    const tmp = join(this.#folder, `tmp-${this.#count}`);
    await mkdir(tmp);
    const port = program === 'worker' ? undefined : this.#ports[program];
    const environment = {
      ...this.#environment(program),
      TMPDIR: tmp,
      ...(port !== undefined && { HOST: address, PORT: String(port) }),
    };
    this.#started.push({ program, address, tmp, child: await this.#spawn(program, environment) });
    if (port !== undefined) this.#names.give(program, this.running(program));
    return address;
  }

  /** SIGKILL, as a machine that fails: its name is still told for a while. */
  async kill(address: string): Promise<void> {
    const { child } = this.#started.find((one) => one.address === address)!;
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  /** From now on names lead only to those that run. */
  forget(): void {
    for (const program of ['engine', 'session-kit'] as const) this.#names.give(program, this.running(program));
  }

  /** What the health check of a container says of one that was started here. */
  async health(address: string): Promise<number> {
    const { program, tmp } = this.#started.find((one) => one.address === address)!;
    const [, ...words] = wordsOf(stagesOf(program).at(-1)!, 'HEALTHCHECK')!;
    const here = words.map((word) =>
      word
        .replace('127.0.0.1', address)
        .replace(
          /:(3001|3002)\//,
          (_all, port) => `:${port === '3001' ? this.#ports.engine : this.#ports['session-kit']}/`,
        ),
    );
    // by the true clock, as the times of files are
    const [code] = (await once(spawn(process.execPath, here, { cwd: ROOT, env: { TMPDIR: tmp } }), 'exit')) as [number];
    return code;
  }

  /** Connections that an engine holds open just now. */
  async connectionsOf(address: string): Promise<number> {
    const local = `${address
      .split('.')
      .map((part) => Number(part).toString(16).padStart(2, '0'))
      .reverse()
      .join('')
      .toUpperCase()}:${this.#ports.engine.toString(16).padStart(4, '0').toUpperCase()}`;
    const lines = (await readFile('/proc/net/tcp', 'utf8')).split('\n').map((line) => line.trim().split(/\s+/));
    return lines.filter(([, from, , state]) => from === local && state === '01').length;
  }

  /** Everything that nginx has written down. */
  doorLog(): Promise<string> {
    return this.#door!.log();
  }

  async stop(): Promise<void> {
    await Promise.all([
      this.#door?.close(),
      ...this.#started.map(async ({ child }) => {
        if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
      }),
    ]);
    this.#names.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #service(name: string) {
    return servicesWith({ ...VALUES, PUBLIC_URL: this.url })[name]!;
  }

  /** The variables of the compose file, with what is a container's there at its place here. */
  #environment(service: string): Record<string, string> {
    const { environment } = this.#service(service);
    return Object.fromEntries(
      Object.entries({ PATH: process.env.PATH!, NODE_ENV: 'production', ...clockHere(), ...environment }).map(
        ([name, value]) => [
          name,
          name === 'DATABASE_URL'
            ? this.#loginOf(value)
            : value.replace(`front-door:${DOOR_PORTS.inside}`, `127.0.0.1:${this.#ports.inside}`),
        ],
      ),
    );
  }

  /** What a new volume does: logins belong to the server, and here others have theirs on it. */
  async #makeOwner(): Promise<void> {
    const admin = new pg.Client({ connectionString: this.#database.url });
    await admin.connect();
    try {
      await admin.query(ownerStatements(VALUES.OWNER_PASSWORD).replaceAll('buurtbalans', this.#database.name));
      // their tables have made the roles already
      await admin.query(`grant ${DATABASE_ROLES.join(', ')} to ${this.#database.name} with admin option`);
    } finally {
      await admin.end();
    }
  }

  /** The address of the database here for the login that has this one in the compose file. */
  #loginOf(composed: string): string {
    const { username, password } = new URL(composed);
    const url = new URL(this.#database.url);
    url.username = username.replace(/^buurtbalans/, this.#database.name);
    url.password = password;
    return url.toString();
  }

  async #spawn(container: string, env: Record<string, string>, args: readonly string[] = []): Promise<ChildProcess> {
    const stage = stagesOf(container).at(-1)!;
    const [, ...words] = wordsOf(stage, 'ENTRYPOINT') ?? wordsOf(stage, 'CMD')!;
    const log = await open(join(this.#folder, `${container}.log`), 'a');
    const child = spawn(process.execPath, [...words, ...args], { cwd: ROOT, env, stdio: ['ignore', log.fd, log.fd] });
    await log.close();
    return child;
  }

  async #run(container: string, env: Record<string, string>, args: readonly string[]): Promise<void> {
    const [code] = (await once(await this.#spawn(container, env, args), 'exit')) as [number];
    if (code !== 0)
      throw new Error(
        `${args.join(' ')} ended with ${code}: ${await readFile(join(this.#folder, `${container}.log`), 'utf8')}`,
      );
  }
}
