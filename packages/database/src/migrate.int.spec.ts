import { randomUUID } from 'node:crypto';
import { useEmptyDatabase } from '@buurtbalans/testing';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { readTrajectory } from './trajectories/trajectory.repository.ts';
import { verifyJournal } from './trajectories/verify-journal.ts';

const empty = useEmptyDatabase();

/** Rows as the first release wrote them: no hashes, and timers in their table alone. */
async function asReleasedFirst(owner: pg.Client): Promise<string> {
  const id = randomUUID();
  // fixed days: what an older version wrote on them
  const at = '2026-03-02T09:00:00.123Z';
  const actor = JSON.stringify({ role: 'programme_manager', accountId: randomUUID() });
  const state = { version: 2, name: 'Slotermeer' };
  await owner.query(
    `insert into trajectory (id, version, phase, status, template_id, template_version, state) values ($1, 2, 'preparation', 'active', 'buurtbalans-amsterdam', 1, $2)`,
    [id, state],
  );
  const created = { name: 'Slotermeer', districtCode: 'SD0363F', templateId: 'buurtbalans-amsterdam', templateVersion: 1, phase: 'preparation', invented: false };
  const entries = [[1, 'TrajectoryCreated', created], [2, 'Appointed', { accountId: randomUUID(), role: 'facilitator' }]] as const;
  for (const [seq, type, data] of entries) {
    await owner.query(
      `insert into journal (trajectory_id, seq, event_type, event_version, data, actor, command_id, template_version, at) values ($1, $2, $3, 1, $4, $5, $6, 1, $7)`,
      [id, seq, type, data, actor, randomUUID(), at],
    );
  }
  await owner.query(`insert into timer (trajectory_id, key, due_at, set_seq, status) values ($1, 'phase-overdue', '2026-03-23T08:00:00.123Z', 1, 'set')`, [id]);
  return id;
}

describe('an older database', () => {
  it('[E8] gets its chain and its timers, and verifies', async () => {
    expect(await migrate(empty.url, '0006-reports')).toContain('0006-reports');
    const owner = new pg.Client({ connectionString: empty.url });
    await owner.connect();
    const id = await asReleasedFirst(owner);
    await owner.end();
    expect(await migrate(empty.url)).toEqual(expect.arrayContaining(['0007-chain']));
    expect(await migrate(empty.url)).toEqual([]);
    const db = openDatabase({ url: empty.url });
    expect((await verifyJournal(db, id))!.fault).toBeNull();
    expect((await readTrajectory(db, id))!.state).toMatchObject({ version: 2, facilitators: [expect.any(String)], timers: { 'phase-overdue': { dueAt: '2026-03-23T08:00:00.123Z', setSeq: 1 } } });
    await db.close();
  });
});
