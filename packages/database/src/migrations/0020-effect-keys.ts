import { type Kysely, sql } from 'kysely';

/**
 * One key for a job, its open effect and its receipt. The job of a share had one of its own, `share-…`, so that the sweep put
 * it beside itself as `share.…`. What waits in the outbox gets the key that counts, and so does what an earlier release puts
 * there while it runs beside this one. A job that lies in its queue has the former key still: it has until the sweep's time
 * is over once more before it counts as lost.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // the sweep has put the same job there under the key that counts
  `delete from outbox o where job = 'shares.send' and dedupe_key like 'share-%'
      and exists (select from outbox other where other.dedupe_key = regexp_replace(o.dedupe_key, '^share-', 'share.'))`,
  `update outbox set dedupe_key = regexp_replace(dedupe_key, '^share-', 'share.') where job = 'shares.send' and dedupe_key like 'share-%'`,
  `update open_effect set waiting_since = greatest(waiting_since, now()) where job = 'shares.send'`,
  `create function outbox_key() returns trigger language plpgsql as $$
    begin
      new.dedupe_key := regexp_replace(new.dedupe_key, '^share-', 'share.');
      return new;
    end $$`,
  `create trigger outbox_key before insert on outbox for each row when (new.job = 'shares.send') execute function outbox_key()`,
  `create or replace function effect_opens() returns trigger language plpgsql set search_path = public as $$
    begin
      insert into open_effect (effect_key, job, payload) values (new.dedupe_key, new.job, new.payload) on conflict (effect_key) do nothing;
      return null;
    end $$`,
];
