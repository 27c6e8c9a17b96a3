import { ensureQueueLogin, migrate } from '@buurtbalans/database';
import { type EmbeddedServer, startEmbeddedPostgres } from '@buurtbalans/embedded';
import { handOverQueues, migrateQueues } from '@buurtbalans/queue';
import { explained } from './explained.ts';
import type { DataFolder } from './data-folder.ts';
import type { Program } from './keeper.ts';
import { keepBounded, turnOverInPlace } from './log/bounded-file.ts';

/** PostgreSQL on a data folder; started again, it has the same data and the port that the programs know. */
export function databaseProgram(folder: DataFolder, password: string): Program<EmbeddedServer> {
  let port: number | undefined;
  return {
    name: 'PostgreSQL',
    async start(signal) {
      const logFile = `${folder.postgres}.log`;
      await turnOverInPlace(logFile);
      try {
        const server = await startEmbeddedPostgres({
          dataDir: folder.postgres,
          password,
          signal,
          ...(port !== undefined && { port, isKnown: true }),
        });
        port = server.port;
        server.ended.then(keepBounded(logFile)).catch(() => undefined);
        return server;
      } catch (error) {
        throw explained(error);
      }
    },
  };
}

/** The address for the owner of the tables: `DATABASE_OWNER_URL` when it is given, and not empty. */
export const ownerUrlOf = (databaseUrl: string): string => process.env['DATABASE_OWNER_URL'] || databaseUrl;

/** Brings the tables of product and queues up to date. */
export async function updateTables(ownerUrl: string): Promise<void> {
  await migrate(ownerUrl);
  await handOverQueues(ownerUrl);
  await migrateQueues(await ensureQueueLogin(ownerUrl));
}
