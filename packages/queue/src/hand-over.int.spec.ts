import { randomBytes } from 'node:crypto';
import { createTestDatabase } from '@buurtbalans/testing';
import { runMigrations } from 'bullmq';
import pg from 'pg';
import { expect, it } from 'vitest';
import { handOverQueues, migrateQueues } from './migrate-queues.ts';

it.each([
  ['an ordinary owner', `nosuperuser createrole`],
  ['a superuser', 'superuser'],
])(
  '[E159] queues that an earlier version made as %s are the programs’ afterwards, and are made again',
  async (_, kind) => {
    const { url, drop } = await createTestDatabase(null);
    const login = `o_${randomBytes(4).toString('hex')}`;
    const own = async (as: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> => {
      const client = new pg.Client({ connectionString: as });
      await client.connect();
      await work(client).finally(() => client.end());
    };
    const theirs = Object.assign(new URL(url), { username: login, password: 'x' }).toString();
    await own(url, async (client) => {
      await client.query(`create role ${login} login ${kind} password 'x'`);
      await client.query(`alter database ${new URL(url).pathname.slice(1)} owner to ${login}`);
      await client.query(`grant bb_queue to ${login} with admin option`);
    });
    await own(theirs, (client) => runMigrations(client));
    // twice: as with every start
    for (let time = 0; time < 2; time += 1) {
      await handOverQueues(theirs);
      await migrateQueues(theirs);
    }
    await own(url, async (client) => {
      const { rows } = await client.query(
        `select relowner::regrole::text as owner from pg_class where relnamespace = 'bullmq'::regnamespace
       union select proowner::regrole::text from pg_proc where pronamespace = 'bullmq'::regnamespace
       union select nspowner::regrole::text from pg_namespace where nspname = 'bullmq'`,
      );
      expect(rows).toEqual([{ owner: 'bb_queue' }]);
      await client.query('drop schema bullmq cascade');
    });
    await migrateQueues(theirs);
    await drop();
    const server = new URL(url);
    server.pathname = '/postgres';
    await own(server.toString(), (client) => client.query(`drop role ${login}`));
  },
);
