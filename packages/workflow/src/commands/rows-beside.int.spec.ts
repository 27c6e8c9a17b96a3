import { createHash, randomUUID } from 'node:crypto';
import {
  addInvitees,
  beginReport,
  findReportLink,
  isUnderWay,
  readTrajectory,
  saveOrganisation,
} from '@buurtbalans/database';
import { inDays, StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { linkToken } from '../facts/link-token.ts';
import { type CommandResult, executeCommand } from './execute-command.ts';
import { giveCommand } from './give-command.ts';

const SECRET = 'x'.repeat(40);
const organisationId = randomUUID();
const facilitatorId = randomUUID();
const database = useDatabase();
let trajectory: StoredTrajectoryDriver;

beforeAll(async () => {
  await saveOrganisation(database.db, { id: organisationId, name: 'Politie', type: 'police' });
  trajectory = await begun();
});

const begun = async (): Promise<StoredTrajectoryDriver> =>
  (
    await new StoredTrajectoryDriver(database.db, { facilitatorId, managerId: randomUUID() }).begin('Slotermeer')
  ).exchange(organisationId);

const give = (command: object, { id } = trajectory): Promise<CommandResult> =>
  giveCommand(
    { db: database.db, secret: SECRET },
    { trajectoryId: id, commandId: randomUUID(), command, actor: trajectory.facilitator },
  );

/** Lets the statement that touches a table fail at its very end, when all its parts have written. */
async function whileBroken<T>(table: string, work: () => Promise<T>): Promise<T> {
  const { pool } = database.db;
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
  const end = 'select count(*)::int as moved';
  Object.assign(pool, {
    query: (first: { text?: string; name?: string }, ...rest: unknown[]) => {
      const isIt = first.name?.startsWith('append') === true && first.text!.includes(table);
      const text = first.text?.replace(end, 'select 1 / (count(*)::int - count(*)::int) as moved');
      return isIt ? query({ ...first, name: `${first.name}-broken`, text }) : query(first, ...rest);
    },
  });
  try {
    return await work();
  } finally {
    Object.assign(pool, { query });
  }
}

/** A planned session with one address on its list. */
async function listed(of = trajectory): Promise<string> {
  const sessionId = await of.planned('professional');
  const reference = { sessionId, trajectoryId: of.id, lane: 'professional' } as const;
  await addInvitees(database.db, facilitatorId, reference, [
    { id: randomUUID(), organisationId, accountId: null, address: 'iemand@zorg.example.nl' },
  ]);
  return sessionId;
}
const listedIn = async (sessionId: string): Promise<number | null> =>
  (await database.db.pool.query('select session_id from session_invitee where session_id = $1', [sessionId])).rowCount;

describe('the statement of a command', () => {
  it('[E163] stops a document that is cancelled, and the one that a newer request takes the place of', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    for (const reportId of [first, second]) {
      await give({ type: 'RequestReport', reportId, document: 'profile', format: 'pdf', language: 'nl' });
      const attempt = (await beginReport(database.db, trajectory.id, reportId))!;
      expect(await isUnderWay(database.db, reportId, attempt)).toBe(true);
      expect((await give({ type: 'CancelReport', reportId })).kind).toBe('accepted');
      expect(await isUnderWay(database.db, reportId, attempt)).toBe(false);
    }
  });

  it('[E163] takes everybody off the list of a session that is over, and of all when the trajectory stops', async () => {
    const other = await begun();
    const [closed, cancelled, left, further] = [
      await listed(),
      await listed(),
      await listed(other),
      await listed(other),
    ];
    await give({ type: 'OpenSession', sessionId: closed });
    await give({ type: 'CloseSession', sessionId: closed });
    expect([await listedIn(closed), await listedIn(cancelled)]).toEqual([0, 1]);
    await give({ type: 'CancelSession', sessionId: cancelled, reason: 'geen plek' });
    expect([await listedIn(cancelled), await listedIn(left)]).toEqual([0, 1]);
    expect((await give({ type: 'Stop', reason: 'klaar' }, other)).kind).toBe('accepted');
    expect([await listedIn(left), await listedIn(further)]).toEqual([0, 0]);
  });

  it('[E163] leaves the list of a cancelled session whose cancellation is still to be told', async () => {
    const sessionId = await listed();
    const { rows } = await database.db.pool.query<{ id: string }>(
      'select gen_random_uuid() as id from session_invitee where session_id = $1',
      [sessionId],
    );
    expect((await give({ type: 'InviteToSession', sessionId, receiverIds: rows.map(({ id }) => id) })).kind).toBe(
      'accepted',
    );
    await give({ type: 'CancelSession', sessionId, reason: 'geen plek' });
    expect(await listedIn(sessionId)).toBe(1);
  });

  it('[E163] that breaks leaves neither the command nor its rows, and the repeat writes both', async () => {
    const sessionId = await listed();
    await give({ type: 'OpenSession', sessionId });
    const request = {
      trajectoryId: trajectory.id,
      commandId: randomUUID(),
      command: { type: 'CloseSession', sessionId },
      actor: trajectory.facilitator,
    };
    await expect(whileBroken('session_invitee', () => executeCommand(database.db, request))).rejects.toThrow(
      'division by zero',
    );
    expect(await listedIn(sessionId)).toBe(1);
    expect(await executeCommand(database.db, request)).toMatchObject({ kind: 'accepted', repeated: false });
    expect(await listedIn(sessionId)).toBe(0);
  });

  it('[E163] keeps the hash of a link that is published, and the token itself nowhere', async () => {
    await trajectory.approved();
    const [reportId, linkId] = [randomUUID(), randomUUID()];
    const sha256 = 'a'.repeat(64);
    await give({ type: 'RequestReport', reportId, document: 'shared-picture', format: 'html', language: 'nl' });
    await trajectory.do({ type: 'RecordReport', reportId, outcome: 'rendered', sha256, pages: 1 }, { role: 'system' });
    const publish = { type: 'PublishReport', linkId, reportId, pdfReportId: null };
    expect((await give(publish)).kind).toBe('accepted');
    const token = linkToken(SECRET, linkId);
    const found = await findReportLink(database.db, createHash('sha256').update(token).digest());
    expect(found).toEqual({ linkId, reportId, trajectoryId: trajectory.id });
  });

  it('[E164] has a part for each kind of rows that the command writes, and for no other', async () => {
    const other = await begun();
    const statements: string[] = [];
    const { pool } = database.db;
    const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
    Object.assign(pool, {
      query: (...args: unknown[]) => {
        statements.push((args[0] as { name?: string }).name ?? '');
        return query(...args);
      },
    });
    try {
      const sessionId = await other.planned('resident');
      await other.do({ type: 'MoveSession', sessionId, plannedFor: inDays(30) });
      await other.do({ type: 'OpenSession', sessionId });
    } finally {
      Object.assign(pool, { query });
    }
    expect(statements.filter((name) => name.startsWith('append'))).toEqual([
      'append-contents-timers-sessions',
      'append-timers',
      'append-timers',
    ]);
  });

  it('[E165] has the facts of the server, whatever a sender says of them', async () => {
    const other = await new StoredTrajectoryDriver(database.db, { facilitatorId, managerId: randomUUID() }).begin(
      'Osdorp',
    );
    const indicator = { type: 'ChooseIndicator', indicatorId: 'population.total', theme: 'housing', year: 2024 };
    expect((await give(indicator, other)).kind).toBe('accepted');
    const { indicators } = (await readTrajectory(database.db, other.id))!.state;
    expect(indicators['population.total']).toMatchObject({ theme: 'population' });
    await expect(give({ ...indicator, indicatorId: 'population.unheard_of' }, other)).rejects.toMatchObject({
      code: 'TRAJECTORY.ITEM_NOT_FOUND',
    });
    await expect(give({ type: 'SetArea', name: 'x', codes: ['BU0363XX99'] }, other)).rejects.toMatchObject({
      code: 'AREA.NOT_FOUND',
    });
  });
});
