import { runMigrations } from 'bullmq';
import pg from 'pg';

/** Whose the schema is: the programs that use queues may become it, so that each can make the schema again. */
export const QUEUE_ROLE = 'bb_queue';

/** What an earlier version made belonged to whoever ran it; the schema first, or its new owner may put nothing into it. */
const HANDED_OVER = `
  do $$
  declare one record;
  begin
    execute format('grant create on database %I to ${QUEUE_ROLE}', current_database());
    if not exists (select from pg_namespace n where n.nspname = 'bullmq' and n.nspowner <> '${QUEUE_ROLE}'::regrole) then return; end if;
    alter schema bullmq owner to ${QUEUE_ROLE};
    for one in select format('alter %s %s owner to ${QUEUE_ROLE}', case c.relkind when 'S' then 'sequence' when 'v' then 'view' else 'table' end, c.oid::regclass) as statement
      from pg_class c where c.relnamespace = 'bullmq'::regnamespace and c.relkind in ('r', 'p', 'v', 'S')
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i') and c.relkind = 'S')
    loop execute one.statement; end loop;
    for one in select format('alter routine %s owner to ${QUEUE_ROLE}', p.oid::regprocedure) as statement
      from pg_proc p where p.pronamespace = 'bullmq'::regnamespace
    loop execute one.statement; end loop;
    for one in select format('alter type %s owner to ${QUEUE_ROLE}', t.oid::regtype) as statement
      from pg_type t where t.typnamespace = 'bullmq'::regnamespace and t.typrelid = 0 and t.typelem = 0
    loop execute one.statement; end loop;
  end $$`;

/** Runs work on a connection of its own. One that the server ends is told by the statement that runs on it. */
async function connected(options: pg.ClientConfig, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(options);
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Lets the programs' own role make the schema, and hands it one that is there. By the owner of the database, before {@link migrateQueues}. */
export const handOverQueues = (ownerUrl: string): Promise<void> =>
  connected({ connectionString: ownerUrl, options: '-c search_path=pg_catalog,pg_temp' }, (client) =>
    client.query(HANDED_OVER),
  );

/**
 * Makes or updates the queue's own schema `bullmq`. Safe to run from several processes at once. By the login of a program:
 * what lies in the schema is that of programs, and is not run for an owner.
 */
export const migrateQueues = (url: string): Promise<void> =>
  connected({ connectionString: url }, async (client) => {
    // not as an option of the connection, which an address can take away
    await client.query(`set role ${QUEUE_ROLE}`);
    await runMigrations(client);
  });
