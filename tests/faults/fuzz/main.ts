import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureLogins, migrate } from '@buurtbalans/database';
import { startEmbeddedPostgres } from '@buurtbalans/embedded';
import { handOverQueues, migrateQueues } from '@buurtbalans/queue';
import { startBehindDoor } from './engine-behind-door.ts';
import { fuzz, type FuzzReport } from './fuzz.ts';

/** Fuzzes an engine of its own, with a database of its own. */
export async function fuzzAlone(requests: number, seed: number, tell: (line: string) => void): Promise<FuzzReport> {
  const folder = await mkdtemp(join(tmpdir(), 'buurtbalans-fuzz-'));
  await chmod(folder, 0o755);
  const password = randomBytes(12).toString('hex');
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), password });
  try {
    await migrate(server.url());
    await handOverQueues(server.url());
    await migrateQueues(server.url());
    const behind = await startBehindDoor((await ensureLogins(server.url(), password)).engine);
    try {
      const report = await fuzz({ requests, seed, port: behind.port, databaseUrl: server.url(), tell });
      return { ...report, after: [...report.after, ...behind.engine.crashes] };
    } finally {
      await behind.stop();
    }
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
