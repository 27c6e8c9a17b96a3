import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureLogins, migrate } from '@buurtbalans/database';
import { freePort, startEmbeddedPostgres } from '@buurtbalans/embedded';
import { handOverQueues, migrateQueues } from '@buurtbalans/queue';
import { startChild } from '../../faults/child.ts';
import { answers } from '../../faults/cluster.ts';
import { ProductProcess } from '../../faults/product-process.ts';
import { processorTime } from './processor-time.ts';
import type { Order } from './screens.child.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** A durable PostgreSQL, one engine and the front door before it, the peer, and a process with the screens; all on loopback. */
export interface Ground {
  readonly databaseUrl: string;
  readonly enginePort: number;
  readonly doorPort: number;
  readonly peerPort: number;
  order<T>(order: Order): Promise<T>;
  /** Processor time used so far, in milliseconds: of engine and database together, and of the peer. */
  used(): Promise<Record<'product' | 'ws', number>>;
  stop(): Promise<void>;
}

/** Starts everything; the engine is built first when its sources changed. */
export async function startGround(): Promise<Ground> {
  spawnSync(process.execPath, [join(ROOT, 'scripts', 'build.mjs')], { stdio: ['ignore', 2, 2] });
  const folder = await mkdtemp(join(tmpdir(), 'buurtbalans-live-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    password: randomBytes(12).toString('hex'),
  });
  await migrate(server.url());
  await handOverQueues(server.url());
  await migrateQueues(server.url());
  const enginePort = await freePort();
  const environment = {
    DATABASE_URL: (await ensureLogins(server.url(), folder)).engine,
    QUEUE_URL: '',
    SMTP_URL: '',
    HOST: '127.0.0.1',
    PORT: String(enginePort),
    BUURTBALANS_SECRET: 's'.repeat(40),
    LOG_LEVEL: 'silent',
    NODE_ENV: 'production',
  };
  const engine = new ProductProcess('engine', join(ROOT, 'apps', 'engine', 'dist', 'main.js'), environment);
  const peer = startChild(join(import.meta.dirname, 'ws-peer.child.ts'), {});
  const door = startChild(join(import.meta.dirname, 'door.child.ts'), { ENGINE_URL: `http://127.0.0.1:${enginePort}` });
  const screens = fork(join(import.meta.dirname, 'screens.child.ts'), { stdio: ['ignore', 2, 2, 'ipc'] });
  const used = async () => ({
    product: (await processorTime(engine.pid!)) + (await processorTime(server.pid)),
    ws: await processorTime(peer.process.pid!),
  });
  const stop = async (): Promise<void> => {
    screens.kill();
    await peer.kill();
    await door.kill();
    await engine.stop();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await answers(`http://127.0.0.1:${enginePort}/api/v1/health`);
    return {
      databaseUrl: server.url(),
      enginePort,
      doorPort: Number(await door.line()),
      peerPort: Number(await peer.line()),
      order: (order) => obeyed(screens, order),
      used,
      stop,
    };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** Gives an order and waits for what comes of it; it fails when the process ends before. */
async function obeyed<T>(screens: ChildProcess, order: Order): Promise<T> {
  const stop = new AbortController();
  const ended = once(screens, 'exit', stop).then(() => [{ failed: 'the screens ended' }]);
  screens.send(order);
  const [said] = (await Promise.race([once(screens, 'message', stop), ended])) as [{ answer?: T; failed?: string }];
  ended.catch(() => undefined);
  stop.abort();
  if (said.failed) throw new Error(said.failed);
  return said.answer as T;
}
