import { type Database, openDatabase } from '@buurtbalans/database';
import pg from 'pg';
import type { Figure } from '../figure.ts';
import { begin, engineStep } from './ground.ts';
import { compare } from './measure.ts';

const WORKERS = 32;
const MANY = 10_000;
const ENTRIES_EACH = 100;

/** Multiplies one trajectory to many, with a hundred journal entries and receipts each, straight in the tables. */
async function multiply(ownerUrl: string, id: string, sessionId: string): Promise<string[]> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('set synchronous_commit = off');
    const { rows } = await owner.query<{ id: string }>(
      `insert into trajectory (id, version, phase, status, template_id, template_version, state, head)
       select gen_random_uuid(), $2::bigint, phase, status, template_id, template_version, jsonb_set(state, '{version}', to_jsonb($2::bigint)), head
         from trajectory, generate_series(1, $3) where id = $1 returning id`,
      [id, ENTRIES_EACH, MANY],
    );
    const ids = rows.map((row) => row.id);
    await owner.query(
      `insert into journal (trajectory_id, seq, event_type, event_version, data, actor, command_id, template_version, at, hash)
       select t.id, n, 'SessionMoved', 1, jsonb_build_object('sessionId', $2::text, 'plannedFor', '2030-01-01T10:00:00.000Z'), '{"role":"facilitator"}', 'c' || n, 1, now(), sha256(t.id::text::bytea)
         from unnest($1::uuid[]) as t(id), generate_series(1, $3) as n`,
      [ids, sessionId, ENTRIES_EACH],
    );
    await owner.query(`insert into command_receipt (trajectory_id, command_id, outcome) select trajectory_id, command_id, '{"kind":"accepted","version":1,"seqs":[1]}' from journal where trajectory_id = any($1)`, [ids]);
    await owner.query(`insert into timer (trajectory_id, key, due_at, set_seq, status) select t.id, 'phase-overdue', now() + interval '1 year', 1, 'set' from unnest($1::uuid[]) as t(id)`, [ids]);
    await owner.query('analyze');
    await owner.query('checkpoint');
    return ids;
  } finally {
    await owner.end();
  }
}

/** What a step costs with ten thousand trajectories and a million journal entries, over what it costs with a hundred. */
export async function* costOfMany(makeDatabase: () => Promise<string>): AsyncGenerator<Figure> {
  const [smallUrl, largeUrl] = [await makeDatabase(), await makeDatabase()];
  const open = (url: string): Database => openDatabase({ url, connections: 32 });
  const [small, large] = [open(smallUrl), open(largeUrl)];
  try {
    const few = await begin(small, 100);
    const [one] = await begin(large, 1);
    const ids = await multiply(largeUrl, one!.id, one!.sessionId);
    // each worker among its own: two that meet on one trajectory would cost the hundred more than the ten thousand
    const any = <T>(list: readonly T[], worker: number): T => {
      const share = Math.floor(list.length / WORKERS);
      return list[worker * share + Math.floor(Math.random() * share)]!;
    };
    const outcome = await compare(WORKERS, [{ ...engineStep(small, (worker) => any(few, worker)), name: 'few' }, { ...engineStep(large, (worker) => ({ id: any(ids, worker), sessionId: one!.sessionId })), name: 'many' }]);
    const { ratio, spread } = outcome.get('many')!;
    yield { name: 'engine.step_cost_10000_vs_100', value: ratio, unit: 'ratio', against: `steps on 100 trajectories, at random among them, median of 3 (${spread})` };
  } finally {
    await small.close();
    await large.close();
  }
}
