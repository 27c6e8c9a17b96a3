import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { migrate } from '@buurtbalans/database';
import { type EmbeddedServer, freePort, startEmbeddedPostgres } from '@buurtbalans/embedded';
import { migrateQueues } from '@buurtbalans/queue';
import type { FastifyInstance } from 'fastify';
import { answers, Children } from './children.ts';
import { DataFolder, type Secrets } from './data-folder.ts';
import { type DemoAccount, loadDemonstration } from './demo/load-demonstration.ts';
import { ensureDatabase } from './ensure-database.ts';
import { checkPort, openFrontDoor } from './front-door.ts';
import { checkHouseStyle, type LaunchOptions, mailEnvironment, ROOT, StartError } from './options.ts';
import { Progress } from './progress.ts';

const run = promisify(execFile);

/** A product that runs. */
export interface Launched {
  readonly url: string;
  readonly databaseUrl: string;
  readonly accounts: readonly DemoAccount[];
  readonly seconds: string;
  /** Processes that it started, PostgreSQL included when it is the embedded one. */
  readonly pids: () => number[];
  stop(): Promise<void>;
}

/** Starts everything, from the database to the front door. @throws StartError for what the user can mend. */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const progress = new Progress(options.quiet);
  const mail = mailEnvironment(process.env, options.port);
  await checkHouseStyle(process.env['HOUSE_STYLE']);
  const folder = new DataFolder(options.dataDir);
  await folder.prepare();
  const other = await folder.running();
  if (other) throw new StartError(`Buurtbalans draait al op deze map / already runs on this folder: ${other.url}`);
  await checkPort(options.host, options.port);
  const secrets = await folder.secrets();
  await ensureBuilt(progress);
  const children = new Children();
  let server: EmbeddedServer | undefined;
  let door: FastifyInstance | undefined;
  const stop = async (): Promise<void> => {
    await door?.close();
    await children.stop();
    await server?.stop();
    await folder.clearRun();
  };
  try {
    if (options.fresh && !process.env.DATABASE_URL) await progress.step('database wissen', 'erasing the database', () => folder.erase());
    server = process.env.DATABASE_URL ? undefined : await progress.step('PostgreSQL starten', 'starting PostgreSQL', () => embedded(folder, secrets));
    const databaseUrl = process.env.DATABASE_URL ?? (await ensureDatabase(server!));
    await progress.step('tabellen bijwerken', 'updating the tables', async () => {
      await migrate(process.env.DATABASE_OWNER_URL ?? databaseUrl);
      await migrateQueues(process.env.DATABASE_OWNER_URL ?? databaseUrl);
    });
    const accounts = options.demo ? await progress.step('voorbeeld laden', 'loading the demonstration', () => loadDemonstration(databaseUrl)) : [];
    const targets = await progress.step('engine, worker en schermen starten', 'starting engine, worker and screens', () => startPrograms(children, databaseUrl, secrets, mail));
    door = await openFrontDoor(targets, options.host, options.port);
    const address = door.server.address();
    const port = typeof address === 'object' && address ? address.port : options.port;
    const url = `http://localhost:${port}`;
    await folder.writeRun({ pid: process.pid, url, databaseUrl });
    const pids = (): number[] => [...children.pids(), ...(server ? [server.pid] : [])];
    return { url, databaseUrl, accounts, seconds: progress.seconds(), pids, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Builds the engine and the screens when they are not there, or older than their sources. */
async function ensureBuilt(progress: Progress): Promise<void> {
  const script = join(ROOT, 'scripts', 'build.mjs');
  await progress.step('bouwen waar nodig', 'building where needed', async () => {
    const { stdout, stderr } = await run(process.execPath, [script]).catch((error: { stdout?: string; stderr?: string }) => {
      throw new StartError(`het bouwen mislukte / the build failed: ${(error.stderr ?? '').slice(-2_000)}`);
    });
    if (process.env.BUURTBALANS_VERBOSE) process.stderr.write(stdout + stderr);
  });
}

async function embedded(folder: DataFolder, secrets: Secrets): Promise<EmbeddedServer> {
  try {
    return await startEmbeddedPostgres({ dataDir: folder.postgres, password: secrets.databasePassword });
  } catch (error) {
    const { code, folder: closed } = error as { code?: string; folder?: string };
    if (code !== 'UNREACHABLE') throw error;
    throw new StartError(`PostgreSQL draait niet als root en mag niet in ${closed}; zet deze map ergens anders / PostgreSQL does not run as root and may not enter ${closed}; put this folder elsewhere`);
  }
}

async function startPrograms(children: Children, databaseUrl: string, secrets: Secrets, mail: Record<string, string>): Promise<{ engine: string; sessionKit: string }> {
  const [enginePort, kitPort] = [await freePort(), await freePort()];
  const engine = `http://127.0.0.1:${enginePort}`;
  const sessionKit = `http://127.0.0.1:${kitPort}`;
  const app = (...path: string[]): string => join(ROOT, 'apps', ...path);
  const shared = { DATABASE_URL: databaseUrl, BUURTBALANS_SECRET: secrets.signingKey, NODE_ENV: 'production' };
  await Promise.all([
    children.start({ name: 'engine', script: app('engine', 'dist', 'main.js'), env: { ...shared, HOST: '127.0.0.1', PORT: String(enginePort), LOG_LEVEL: 'warn' }, ready: (signal) => answers(`${engine}/api/v1/health`, signal) }),
    children.start({ name: 'worker', script: app('worker', 'src', 'main.ts'), env: { ...shared, ...mail }, ready: async () => undefined }),
    children.start({
      name: 'session-kit',
      script: app('launcher', 'src', 'session-kit-process.ts'),
      env: { NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(kitPort), ENGINE_URL: engine, HOST_HEADER: 'x-forwarded-host', PROTOCOL_HEADER: 'x-forwarded-proto', SHUTDOWN_TIMEOUT: '1' },
      ready: (signal) => answers(`${sessionKit}/sign-in`, signal),
    }),
  ]);
  return { engine, sessionKit };
}
