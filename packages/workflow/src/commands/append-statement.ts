import type { Rows } from './rows.ts';

/**
 * The one statement that makes a command durable; who facilitates is written beside it (appoint.ts). It moves the trajectory
 * from the version that was decided upon to the new one; when another command was first, it changes nothing at all and
 * counts 0. A command id that has its receipt already violates the receipt's key, which undoes the whole statement.
 *
 * Parameters: 1 id · 2 version decided upon · 3 new version · 4 state · 5 phase · 6 status · 7 command id · 8 outcome ·
 * 9 actor · 10 moment · 11 template id and 12 version from now on · 13 events · 14 template version decided under · 15 hash
 * of the last journal entry · 16 the row that was decided upon (`xmin`) when it was not read · from 17 on, one for each kind of rows that this very command writes (rows.ts).
 */
const rest = `
receipt as (
  insert into command_receipt (trajectory_id, command_id, outcome) select id, $7, $8::jsonb from moved
), journaled as (
  insert into journal (trajectory_id, seq, event_type, event_version, data, actor, command_id, template_version, at, hash)
  select moved.id, e.seq, e.type, e.version, e.data, $9::jsonb, $7, $14::int, $10::timestamptz, decode(e.hash, 'hex')
    from moved, jsonb_to_recordset($13::jsonb) as e(seq bigint, type text, version int, data jsonb, hash text)
)`;

const counted = `
select count(*)::int as moved, max(row) as row, clock_timestamp() as now from moved`;

/** What it gives: rows moved (1 or 0), and of the one its `xmin` and the clock after it was written. */
export interface Moved {
  readonly moved: number;
  readonly row: string;
  readonly now: Date;
}

const update = `
with moved as (
  update trajectory set version = $3, state = $4::jsonb, phase = $5, status = $6, updated_at = $10::timestamptz,
         template_id = $11, template_version = $12::int, head = $15
   where id = $1 and version = $2 and ($16::xid is null or xmin = $16::xid and clock_timestamp() - $10::timestamptz < interval '2 s') returning id, xmin::text as row
), ${rest}`;

const insert = `
with moved as (
  insert into trajectory (id, version, state, phase, status, updated_at, template_id, template_version, head)
  select $1, $3, $4::jsonb, $5, $6, $10::timestamptz, $11, $12::int, $15 where $2::bigint = 0 and $16::xid is null
  on conflict (id) do nothing returning id, xmin::text as row
), ${rest}`;

/** The parameters that every command has. */
const COMMON = 16;

const made = new Map<string, { readonly name: string; readonly text: string }>();

/**
 * The prepared statement for a new trajectory, or for one that exists; rows are in it only where there are some, since
 * PostgreSQL makes ready for every part at every command, whether it writes or not.
 */
export function appendStatement(isNew: boolean, beside: readonly Rows[]): { name: string; text: string } {
  const name = [isNew ? 'append-new' : 'append', ...beside.map((rows) => rows.name)].join('-');
  const known = made.get(name);
  if (known) return known;
  const parts = beside.map(({ text }, at) => `, ${text.replaceAll('$n', () => `$${COMMON + 1 + at}`)}`);
  const statement = { name, text: `${isNew ? insert : update}${parts.join('')}${counted}` };
  made.set(name, statement);
  return statement;
}

/** Reads what a command is decided upon: the clock, the trajectory and the receipt of this very command. */
export const loadStatement = {
  name: 'load-for-command',
  text: `select now() as now, t.version, t.state, t.head, t.template_id, t.template_version, r.outcome
           from (select $1::uuid as id) wanted
           left join trajectory t on t.id = wanted.id
           left join command_receipt r on r.trajectory_id = wanted.id and r.command_id = $2`,
} as const;
