import { randomBytes, randomUUID } from 'node:crypto';

/** Runs one statement inside a transaction and gives its rows. */
export type Run = (name: string, text: string, values: unknown[]) => Promise<Record<string, unknown>[]>;

// as objects: each driver makes JSON of them in its own way
const MOVED = {
  sessionId: 'x',
  plannedFor: '2030-01-01T10:00:00.000Z',
  timers: { 'session-reminder.x': '2029-12-30T10:00:00.000Z' },
};
const ACTOR = { role: 'facilitator' };

/**
 * What one step of the engine stores, as plain statements: state with its version, journal with its hash, receipt and
 * timer. The peers do exactly this inside their own transaction.
 */
export async function sameWrites(run: Run, id: string): Promise<void> {
  const [row] = await run('p-read', 'select version, state from trajectory where id = $1 for update', [id]);
  const version = Number(row!.version) + 1;
  const hash = randomBytes(32);
  await run('p-write', 'update trajectory set version = $2, state = $3, head = $4, updated_at = now() where id = $1', [
    id,
    version,
    { ...(row!.state as object), version },
    hash,
  ]);
  await run(
    'p-journal',
    `insert into journal (trajectory_id, seq, event_type, event_version, data, actor, command_id, template_version, at, hash)
     values ($1, $2, 'SessionMoved', 1, $3, $4, $5, 1, now(), $6)`,
    [id, version, MOVED, ACTOR, randomUUID(), hash],
  );
  await run('p-receipt', 'insert into command_receipt (trajectory_id, command_id, outcome) values ($1, $2, $3)', [
    id,
    randomUUID(),
    { kind: 'accepted', version, seqs: [version] },
  ]);
  await run(
    'p-timer',
    `insert into timer (trajectory_id, key, due_at, set_seq, status) values ($1, 'session-reminder.x', now() + interval '1 year', $2, 'set')
     on conflict (trajectory_id, key) do update set due_at = excluded.due_at, set_seq = excluded.set_seq`,
    [id, version],
  );
}
