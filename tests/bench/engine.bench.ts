import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { executeCommand, migrate, openDatabase } from '@buurtbalans/database';
import { startEmbeddedPostgres } from '@buurtbalans/embedded';
import pg from 'pg';
import type { Figure } from './figure.ts';

const WARM_UP_MS = 1_000;
const WINDOW_MS = 5_000;
const REPEATS = 3;

/** Steps per second of workers that each do one step after another until the time is over. */
async function rate(concurrency: number, milliseconds: number, step: (worker: number) => Promise<unknown>): Promise<number> {
  const until = performance.now() + milliseconds;
  let steps = 0;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async (_, worker) => {
      while (performance.now() < until) {
        await step(worker);
        steps += 1;
      }
    }),
  );
  return (steps / (performance.now() - from)) * 1_000;
}

const median = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;

/**
 * The engine's command handler, without HTTP, beside a plain transaction of prepared statements that writes the same
 * rows: state with version check, journal, receipt and timer. Same durable server, same run, interleaved.
 */
export async function* engineBench(): AsyncGenerator<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'buurtbalans-bench-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), password: randomBytes(12).toString('hex') });
  const url = server.url();
  await migrate(url);
  const db = openDatabase({ url, connections: 32 });
  const plain = new pg.Pool({ connectionString: url, max: 32, options: '-c role=bb_engine' });
  // connections that the stopping server ends are no fault of the measurement
  plain.on('error', () => undefined);
  try {
    const actor = { role: 'facilitator' as const, accountId: randomUUID() };
    const manager = { role: 'programme_manager' as const, accountId: randomUUID() };
    const ids = Array.from({ length: 32 }, () => randomUUID());
    const sessions = ids.map(() => randomUUID());
    for (const [index, trajectoryId] of ids.entries()) {
      const send = (command: object, by: typeof actor | typeof manager = actor) => executeCommand(db, { trajectoryId, commandId: randomUUID(), command, actor: by });
      await send({ type: 'CreateTrajectory', name: 'Bench', districtCode: 'SD0363F', templateId: 'buurtbalans-amsterdam', templateVersion: 1 }, manager);
      await send({ type: 'Appoint', accountId: actor.accountId, role: 'facilitator' }, manager);
      await send({ type: 'AdvancePhase', from: 'preparation' });
      await send({ type: 'PlanSession', sessionId: sessions[index], lane: 'resident', title: 'Bench', plannedFor: '2030-01-01T10:00:00Z', phases: ['exchange'] });
    }
    let minute = 0;
    const ours = async (worker: number): Promise<void> => {
      minute += 1;
      const plannedFor = new Date(Date.UTC(2030, 0, 1) + minute * 60_000).toISOString();
      const result = await executeCommand(db, { trajectoryId: ids[worker]!, commandId: randomUUID(), command: { type: 'MoveSession', sessionId: sessions[worker], plannedFor }, actor });
      if (result.kind !== 'accepted') throw new Error(JSON.stringify(result));
    };
    const plainIds = await copies(plain, ids);
    for (const concurrency of [1, 32]) {
      const ratios: number[] = [];
      for (let repeat = 0; repeat < REPEATS; repeat += 1) {
        await rate(concurrency, WARM_UP_MS, ours);
        const engine = await rate(concurrency, WINDOW_MS, ours);
        await rate(concurrency, WARM_UP_MS, (worker) => plainStep(plain, plainIds[worker]!));
        ratios.push(engine / (await rate(concurrency, WINDOW_MS, (worker) => plainStep(plain, plainIds[worker]!))));
      }
      const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
      yield { name: `engine.steps_vs_pg.c${concurrency}`, value: median(ratios), unit: 'ratio', against: `plain pg transaction with the same writes, median of ${REPEATS} (${spread})` };
    }
  } finally {
    await db.close();
    await plain.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Trajectories of the same size for the plain side. */
async function copies(pool: pg.Pool, ids: readonly string[]): Promise<string[]> {
  const made: string[] = [];
  for (const id of ids) {
    const copy = randomUUID();
    await pool.query('insert into trajectory (id, version, phase, status, template_id, template_version, state) select $2, version, phase, status, template_id, template_version, state from trajectory where id = $1', [id, copy]);
    made.push(copy);
  }
  return made;
}

async function plainStep(pool: pg.Pool, id: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query({ name: 'p-read', text: 'select version, state from trajectory where id = $1 for update', values: [id] });
    const version = Number(rows[0].version) + 1;
    await client.query({ name: 'p-write', text: 'update trajectory set version = $2, state = $3, updated_at = now() where id = $1', values: [id, version, JSON.stringify({ ...rows[0].state, version })] });
    await client.query({ name: 'p-journal', text: `insert into journal (trajectory_id, seq, event_type, event_version, data, actor, command_id, template_version, at) values ($1, $2, 'SessionMoved', 1, $3, $4, $5, 1, now())`, values: [id, version, '{"sessionId":"x","plannedFor":"2030-01-01T10:00:00.000Z"}', '{"role":"facilitator"}', randomUUID()] });
    await client.query({ name: 'p-receipt', text: 'insert into command_receipt (trajectory_id, command_id, outcome) values ($1, $2, $3)', values: [id, randomUUID(), `{"kind":"accepted","version":${version},"seqs":[${version}]}`] });
    await client.query({ name: 'p-timer', text: `insert into timer (trajectory_id, key, due_at, set_seq, status) values ($1, 'session-reminder.x', now() + interval '1 year', $2, 'set') on conflict (trajectory_id, key) do update set due_at = excluded.due_at, set_seq = excluded.set_seq`, values: [id, version] });
    await client.query('commit');
  } finally {
    client.release();
  }
}
