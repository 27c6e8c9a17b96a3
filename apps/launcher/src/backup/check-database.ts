import type { Database } from '@buurtbalans/database';
import { verifyJournal } from '@buurtbalans/database';
import type pg from 'pg';
import { quoted } from './catalogue.ts';

/** One thing that was looked at: what, how many of it, and which of them are not as they should be. */
export interface Checked {
  readonly what: string;
  readonly count: number;
  readonly faults: readonly string[];
}

/** A statement that counts what it looks at, and one that finds what is wrong there, in words without what somebody wrote. */
interface Rule {
  readonly what: string;
  readonly count: string;
  readonly faults: string;
}

/** Every journal: its chain, its sequence, its end, and that it folds to the state that is shown. */
export async function checkJournals(db: Database): Promise<Checked & { readonly heads: readonly string[] }> {
  const heads: string[] = [];
  const faults: string[] = [];
  let count = 0;
  // one state at a time: with all of them at once a large programme would not fit
  for (const { id } of await db.query.selectFrom('trajectory').select('id').orderBy('id').execute()) {
    const outcome = await verifyJournal(db, id);
    if (!outcome) continue;
    count += outcome.entries;
    heads.push(`${id}  ${outcome.entries}  ${outcome.head}`);
    if (outcome.fault) faults.push(`${id}: ${outcome.fault.kind} (${outcome.fault.seq})`);
  }
  return { what: 'journaal, keten en stand / journal, chain and state', count, faults, heads };
}

const RULES: readonly Rule[] = [
  {
    what: 'antwoorden op opdrachten / answers to commands',
    count: `select count(*) from command_receipt`,
    faults: `
      select 'trajectory ' || r.trajectory_id || ', command ' || r.command_id from command_receipt r
       where r.outcome ->> 'kind' = 'accepted' and exists (
         select from jsonb_array_elements_text(r.outcome -> 'seqs') seq
          where not exists (select from journal j where j.trajectory_id = r.trajectory_id and j.seq = seq::bigint and j.command_id = r.command_id))`,
  },
  {
    what: 'termijnen / timers',
    count: `select count(*) from timer where status = 'set'`,
    faults: `
      select 'trajectory ' || coalesce(s.trajectory_id, t.trajectory_id) || ', ' || coalesce(s.key, t.key)
        from (select x.id as trajectory_id, k.key, (k.value ->> 'setSeq')::bigint as set_seq, (k.value ->> 'dueAt')::timestamptz as due_at
                from trajectory x, jsonb_each(x.state -> 'timers') k) s
        full join (select * from timer where status = 'set') t on t.trajectory_id = s.trajectory_id and t.key = s.key
       where s.set_seq is distinct from t.set_seq or s.due_at is distinct from t.due_at`,
  },
  {
    what: 'documenten tegen hun hash / documents against their hash',
    count: `
      select (select count(*) from report_document where body is not null) + (select count(*) from programme_report where body is not null)
           + (select count(*) from professional_minutes_file) + (select count(*) from resident_minutes_file)`,
    faults: `
      with files as (
        select report_id as id, body, sha256 from report_document where body is not null
        union all select id, body, sha256 from programme_report where body is not null
        union all select report_id, body, null from professional_minutes_file
        union all select report_id, body, null from resident_minutes_file
      ), recorded as (
        select r.key::uuid as id, r.value ->> 'sha256' as sha256 from trajectory t, jsonb_each(t.state -> 'reports') r where r.value ->> 'status' = 'rendered'
      )
      select 'document ' || f.id from files f left join recorded r on r.id = f.id
       where encode(sha256(f.body), 'hex') is distinct from coalesce(f.sha256, r.sha256, encode(sha256(f.body), 'hex'))
          or encode(sha256(f.body), 'hex') is distinct from coalesce(r.sha256, encode(sha256(f.body), 'hex'))
      union all
      -- of one that was recorded the file is there, or it is noted that it went; minutes come and go with what they tell
      select 'document ' || r.key || ' –' from trajectory t, jsonb_each(t.state -> 'reports') r
        left join report_document d on d.report_id = r.key::uuid
       where r.value ->> 'status' = 'rendered' and r.value ->> 'sessionId' is null and d.body is null and d.file_gone_at is null`,
  },
  {
    what: 'cijfers en grenzen van trajecten en documenten / figures and borders of trajectories and documents',
    count: `select count(*) from public_facts`,
    faults: `
      select 'trajectory ' || trajectory_id || ', ' || hash from public_facts where encode(sha256(convert_to(body, 'UTF8')), 'hex') <> hash
      union all
      select distinct 'trajectory ' || j.trajectory_id || ', ' || named.hash || ' –'
        from journal j, lateral (values (j.data ->> 'facts'), (j.data ->> 'figures')) as named(hash)
       where j.data ?| array['facts', 'figures'] and named.hash is not null
         and not exists (select from public_facts f where f.trajectory_id = j.trajectory_id and f.hash = named.hash)`,
  },
  {
    what: 'sessies / sessions',
    count: `select count(*) from session_index`,
    faults: `
      select 'session ' || i.session_id from session_index i left join trajectory t on t.id = i.trajectory_id
       where t.state -> 'sessions' -> i.session_id::text ->> 'lane' is distinct from i.lane
      union all
      select 'session ' || s.key || ' –' from trajectory t, jsonb_each(t.state -> 'sessions') s
       where not exists (select from session_index i where i.session_id = s.key::uuid)
      union all
      select 'session ' || e.session_id || ', ' || max(e.seq) from (
          select session_id, seq from professional_live_event union all select session_id, seq from resident_live_event) e
        join session_index i using (session_id) group by e.session_id, i.last_seq having max(e.seq) > i.last_seq`,
  },
  {
    what: 'open werk / open work',
    count: `select (select count(*) from outbox) + (select count(*) from open_effect)`,
    faults: `
      select key from (select dedupe_key as key, payload from outbox union all select effect_key, payload from open_effect) w
       where payload ? 'trajectoryId' and not exists (select from trajectory t where t.id::text = payload ->> 'trajectoryId')`,
  },
];

/** What lies beside the journals, each kind in one statement and so as it stood at one moment. */
export async function checkBeside(owner: pg.Client): Promise<Checked[]> {
  const checked: Checked[] = [];
  for (const { what, count, faults } of RULES) {
    checked.push({ what, count: await numberOf(owner, count), faults: await linesOf(owner, faults) });
  }
  return [...checked, await checkOrphans(owner)];
}

/** Rows that name a trajectory or a session has to have. A refusal is kept also where nothing came to be. */
async function checkOrphans(owner: pg.Client): Promise<Checked> {
  const { rows } = await owner.query<{ table: string; column: 'trajectory_id' | 'session_id' }>(
    `select c.relname::text as table, a.attname::text as column from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname in ('trajectory_id', 'session_id')
        and not a.attisdropped and c.relname <> 'session_index' or (c.relname = 'session_index' and a.attname = 'trajectory_id')
      order by 1, 2`,
  );
  let count = 0;
  const faults: string[] = [];
  for (const { table, column } of rows) {
    const parent =
      column === 'trajectory_id' ? 'trajectory where trajectory.id' : 'session_index where session_index.session_id';
    const but = table === 'command_receipt' ? `and c.outcome ->> 'kind' = 'accepted'` : '';
    const orphans = await numberOf(
      owner,
      `select count(*) from ${quoted(table)} c where c.${column} is not null ${but} and not exists (select from ${parent} = c.${column})`,
    );
    count += await numberOf(owner, `select count(*) from ${quoted(table)}`);
    if (orphans > 0) faults.push(`${table}.${column}: ${orphans}`);
  }
  return { what: 'rijen met hun traject en sessie / rows with their trajectory and session', count, faults };
}

async function numberOf(owner: pg.Client, sql: string): Promise<number> {
  const { rows } = await owner.query<[string]>({ text: sql, rowMode: 'array' });
  return Number(rows[0]![0]);
}

async function linesOf(owner: pg.Client, sql: string): Promise<string[]> {
  const { rows } = await owner.query<[string]>({ text: sql, rowMode: 'array' });
  return rows.map(([line]) => line).toSorted();
}
