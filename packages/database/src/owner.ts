import { asAdmin, letsIn, makeLogin, withLogin } from './login.ts';
import { DATABASE_ROLES } from './roles.ts';

/** What an earlier version made as the superuser; `reassign owned` cannot, since PostgreSQL itself rests on that one. */
const HANDED_OVER = `
  do $$
  declare
    owner text := current_setting('buurtbalans.owner');
    one record;
  begin
    for one in
      with theirs as (
        select oid, oid::regnamespace::text as name from pg_namespace
         where nspname not like 'pg\\_%' and nspname <> 'information_schema'
      )
      select 1 as turn, format('alter schema %s owner to %I', t.name, owner) as statement
        from theirs t join pg_namespace n using (oid) where n.nspowner = current_user::regrole
      union all
      select 2, format('alter %s %s owner to %I',
               case c.relkind when 'S' then 'sequence' when 'v' then 'view' else 'table' end, c.oid::regclass, owner)
        from theirs t join pg_class c on c.relnamespace = t.oid
       where c.relowner = current_user::regrole and c.relkind in ('r', 'p', 'v', 'S')
         and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i') and c.relkind = 'S')
      union all
      select 3, format('alter routine %s owner to %I', p.oid::regprocedure, owner)
        from theirs t join pg_proc p on p.pronamespace = t.oid where p.proowner = current_user::regrole
      union all
      select 4, format('alter type %s owner to %I', y.oid::regtype, owner)
        from theirs t join pg_type y on y.typnamespace = t.oid
       where y.typowner = current_user::regrole and y.typrelid = 0 and y.typelem = 0
      order by 1
    loop execute one.statement; end loop;
  end $$`;

/** What the owner needs so that texts that were erased leave PostgreSQL's own log too. */
const OF_WAL = ['grant execute on function pg_switch_wal()', 'grant pg_checkpoint'];

/**
 * Makes a database and the login that owns it, of the same name and no superuser, or brings them up to date: what an earlier
 * version made as the superuser becomes its own. Gives the connection string of the owner.
 *
 * @param serverUrl of the superuser of a server that has no other database of the product
 */
export async function ensureOwner(serverUrl: string, database: string, password: string): Promise<string> {
  const url = new URL(withLogin(serverUrl, database, password));
  url.pathname = `/${database}`;
  await asAdmin(serverUrl, async (admin) => {
    const name = admin.escapeIdentifier(database);
    const { rowCount: isThere } = await admin.query('select from pg_database where datname = $1', [database]);
    if (!isThere) await admin.query(`create database ${name}`);
    const { rowCount: isKnown } = await admin.query('select from pg_roles where rolname = $1', [database]);
    if (!isKnown || !(await letsIn(url.toString(), database)))
      await makeLogin(admin, database, password, 'createrole bypassrls');
    await admin.query(`alter database ${name} owner to ${name}`);
    // roles and logins that were made by the superuser
    const { rows } = await admin.query<{ role: string }>(
      `select rolname as role from pg_roles r where (rolname = any($1) or starts_with(rolname, $2 || '_')) and not exists
         (select from pg_auth_members m where m.roleid = r.oid and m.member = $2::regrole and m.admin_option)`,
      [DATABASE_ROLES, database],
    );
    for (const { role } of rows)
      await admin.query(`grant ${admin.escapeIdentifier(role)} to ${name} with admin option`);
  });
  const owned = new URL(serverUrl);
  owned.pathname = `/${database}`;
  await asAdmin(owned.toString(), async (admin) => {
    await admin.query(`select set_config('buurtbalans.owner', $1, false)`, [database]);
    await admin.query(HANDED_OVER);
    for (const right of OF_WAL) await admin.query(`${right} to ${admin.escapeIdentifier(database)}`);
  });
  return url.toString();
}
