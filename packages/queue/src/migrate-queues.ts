import { runMigrations } from 'bullmq';
import pg from 'pg';

/** Whose the schema is: the programs that use queues may become it, so that each can make the schema again. */
export const QUEUE_ROLE = 'bb_queue';

/** What an earlier version made belonged to whoever ran it. */
const HANDED_OVER = `
  do $$
  declare one record;
  begin
    if not exists (select from pg_namespace n where n.nspname = 'bullmq' and n.nspowner <> '${QUEUE_ROLE}'::regrole) then return; end if;
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
    alter schema bullmq owner to ${QUEUE_ROLE};
  end $$`;

/** Makes or updates the queue's own schema `bullmq`. Safe to run from several processes at once. */
export async function migrateQueues(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(HANDED_OVER);
    await client.query(`set role ${QUEUE_ROLE}`);
    await runMigrations(client);
  } finally {
    await client.end();
  }
}
