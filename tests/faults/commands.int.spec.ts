import { randomUUID } from 'node:crypto';
import { addInvitees, openDatabase, readJournal, readTrajectory, saveOrganisation } from '@buurtbalans/database';
import { fold } from '@buurtbalans/domain';
import { StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { executeCommand } from '@buurtbalans/workflow';
import { describe, expect, it } from 'vitest';
import { startChild } from './child.ts';

const test = useDatabase();

async function begun(): Promise<StoredTrajectoryDriver> {
  return new StoredTrajectoryDriver(test.db, { facilitatorId: randomUUID(), managerId: randomUUID() }).begin(
    'Slotermeer',
  );
}

/** Lets a process give the command, kills it at the hook, and gives the command again. */
async function killedAt(hook: 'before' | 'after') {
  const trajectory = await begun();
  const reportId = randomUUID();
  const request = {
    trajectoryId: trajectory.id,
    commandId: randomUUID(),
    command: { type: 'RequestReport', reportId, document: 'profile', format: 'pdf', language: 'nl' },
    actor: trajectory.facilitator,
  };
  const child = startChild('killed-command.child.ts', {
    DATABASE_URL: test.url,
    REQUEST: JSON.stringify(request),
    HOOK: hook,
  });
  expect(await child.line()).toBe(hook);
  await child.kill();
  const left = (await readJournal(test.db, trajectory.id)).filter(
    ({ commandId }) => commandId === request.commandId,
  ).length;
  const { rows } = await test.db.pool.query<{ count: number }>(
    'select count(*)::int as count from outbox where dedupe_key = $1',
    [`report-${reportId}.${trajectory.id}`],
  );
  const answers = [await executeCommand(test.db, request), await executeCommand(test.db, request)];
  const journal = await readJournal(test.db, trajectory.id);
  return {
    left,
    outbox: rows[0]!.count,
    answers,
    journal,
    state: (await readTrajectory(test.db, trajectory.id))!.state,
    acted: journal.filter(({ commandId }) => commandId === request.commandId).length,
  };
}

describe('a process killed while it handles a command', () => {
  it('[E41] before the commit leaves nothing, and the repeat acts', async () => {
    const { left, outbox, answers, journal, state, acted } = await killedAt('before');
    expect([left, outbox, acted]).toEqual([0, 0, 1]);
    expect(answers).toMatchObject([
      { kind: 'accepted', seqs: [4], repeated: false },
      { kind: 'accepted', seqs: [4], repeated: true },
    ]);
    expect(state).toEqual(fold(journal));
  });

  it('[E41] after the commit has acted, and the repeat gets the answer that was lost', async () => {
    const { left, outbox, answers, journal, state, acted } = await killedAt('after');
    expect([left, outbox, acted]).toEqual([1, 1, 1]);
    expect(answers).toMatchObject([
      { kind: 'accepted', seqs: [4], repeated: true },
      { kind: 'accepted', seqs: [4], repeated: true },
    ]);
    expect(state).toEqual(fold(journal));
  });
});

describe('a process killed while it closes a session to which somebody is invited', () => {
  it.each([
    ['before', 1],
    ['after', 0],
  ] as const)('[E163] %s the commit leaves both the session and its list, or neither', async (hook, left) => {
    const organisationId = randomUUID();
    await saveOrganisation(test.db, { id: organisationId, name: `Politie ${hook}`, type: 'police' });
    const trajectory = await (await begun()).exchange(organisationId);
    const sessionId = await trajectory.planned('professional');
    const { accountId = '' } = trajectory.facilitator;
    await addInvitees(test.db, accountId, { sessionId, trajectoryId: trajectory.id, lane: 'professional' }, [
      { id: randomUUID(), organisationId, accountId: null, address: 'iemand@zorg.example.nl' },
    ]);
    await trajectory.do({ type: 'OpenSession', sessionId });
    const command = { type: 'CloseSession', sessionId };
    const request = { trajectoryId: trajectory.id, commandId: randomUUID(), command, actor: trajectory.facilitator };
    const child = startChild('killed-command.child.ts', {
      DATABASE_URL: test.url,
      REQUEST: JSON.stringify(request),
      HOOK: hook,
    });
    expect(await child.line()).toBe(hook);
    await child.kill();
    const listed = 'select session_id from session_invitee where session_id = $1';
    expect((await test.db.pool.query(listed, [sessionId])).rowCount).toBe(left);
    expect((await readTrajectory(test.db, trajectory.id))!.state.sessions[sessionId]!.status).toBe(
      left === 0 ? 'closed' : 'open',
    );
  });
});

describe('more commands than connections', () => {
  it('[E47] are all applied, one after the other', async () => {
    const narrow = openDatabase({ url: test.url, connections: 1 });
    try {
      const trajectory = await begun();
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          executeCommand(narrow, {
            trajectoryId: trajectory.id,
            commandId: randomUUID(),
            command: {
              type: 'ChooseIndicator',
              indicatorId: `population.number_${index}`,
              theme: 'population',
              year: 2024,
            },
            actor: trajectory.facilitator,
          }),
        ),
      );
      expect(answers.every(({ kind }) => kind === 'accepted')).toBe(true);
      const journal = await readJournal(test.db, trajectory.id);
      expect(journal.map(({ seq }) => seq)).toEqual(Array.from({ length: 53 }, (_, index) => index + 1));
    } finally {
      await narrow.close();
    }
  });
});
