import { randomUUID } from 'node:crypto';
import { effectKey } from '@buurtbalans/domain';
import { StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { beginEffect, eraseInvitees, eraseInviteesOf, finishEffect, sweepEffects } from '@buurtbalans/workflow';
import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database.ts';
import { saveOrganisation } from '../people/organisation.repository.ts';
import { DATABASE_ROLES, type DatabaseRole } from '../roles.ts';
import { addInvitees, listInvitations, listInvitees, listInviteesToSend } from './invitation.repository.ts';
import type { SessionReference } from './session.repository.ts';

const ADDRESS = 'iemand@zorg.example.nl';
const organisationId = randomUUID();
const facilitatorId = randomUUID();
const database = useDatabase();
let db: Database;
let trajectory: StoredTrajectoryDriver;

beforeAll(async () => {
  ({ db } = database);
  await saveOrganisation(db, { id: organisationId, name: 'Politie', type: 'police' });
  trajectory = await new StoredTrajectoryDriver(db, { facilitatorId, managerId: randomUUID() }).begin('Slotermeer');
  await trajectory.exchange(organisationId);
});

/** A planned session with one address on its list. */
async function listed(
  lane: 'professional' | 'resident' = 'professional',
): Promise<{ session: SessionReference; inviteeId: string }> {
  const session = { sessionId: await trajectory.planned(lane), trajectoryId: trajectory.id, lane };
  const inviteeId = randomUUID();
  await addInvitees(db, facilitatorId, session, [{ id: inviteeId, organisationId, accountId: null, address: ADDRESS }]);
  return { session, inviteeId };
}
const invite = (sessionId: string, inviteeId: string) =>
  trajectory.do({ type: 'InviteToSession', sessionId, receiverIds: [inviteeId] });

/** Tables in which the address stands, read as the owner of all of them. */
async function tablesWithAddress(): Promise<string[]> {
  const { rows: tables } = await db.pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  const owner = new pg.Pool({ connectionString: database.url, max: 4 });
  try {
    const found = await Promise.all(
      tables.map(async ({ name }) =>
        (await owner.query(`select 1 from "${name}" t where t::text ilike '%iemand@zorg%' limit 1`)).rowCount
          ? name
          : '',
      ),
    );
    return found.filter((name) => name !== '');
  } finally {
    await owner.end();
  }
}

describe('the list of a session', () => {
  it('[P23] is read by its facilitator and the worker, and by no other role, account or trajectory', async () => {
    const { session, inviteeId } = await listed();
    expect(await listInvitees(db, facilitatorId, session)).toEqual([
      { id: inviteeId, organisationId, accountId: null, address: ADDRESS },
    ]);
    expect(await listInviteesToSend(db, session)).toHaveLength(1);
    expect(await listInvitees(db, randomUUID(), session)).toEqual([]);
    expect(await listInviteesToSend(db, { ...session, trajectoryId: randomUUID() })).toEqual([]);
    const others = DATABASE_ROLES.filter(
      (role): role is DatabaseRole => !['bb_facilitator', 'bb_worker', 'bb_credentials'].includes(role),
    );
    // somebody's own address, for what is kept of them, and no other
    const own = await db.asRole(
      { role: 'bb_credentials', accountId: facilitatorId, email: 'iemand@example.nl' },
      (tx) => sql`select address from session_invitee`.execute(tx),
    );
    expect(own.rows).toEqual([]);
    for (const role of others) {
      const reading = db.asRole(
        { role, trajectoryId: trajectory.id, accountId: facilitatorId, sessionId: session.sessionId },
        (tx) => sql`select address from session_invitee`.execute(tx),
      );
      await expect(reading).rejects.toThrow(/permission denied/);
    }
  });

  it('[P23] cannot be made for a resident meeting', async () => {
    await expect(listed('resident')).rejects.toThrow(/foreign key/);
  });

  it('[P23] leaves no address in events, receipts and jobs, and is gone once the session is closed', async () => {
    const { session, inviteeId } = await listed();
    await invite(session.sessionId, inviteeId);
    expect(await tablesWithAddress()).toEqual(['session_invitee']);
    await eraseInvitees(db);
    expect(await listInvitees(db, facilitatorId, session)).toHaveLength(1);
    await trajectory.do({ type: 'OpenSession', sessionId: session.sessionId });
    await trajectory.do({ type: 'CloseSession', sessionId: session.sessionId });
    await sweepEffects(db, '1 hour');
    expect(await listInvitees(db, facilitatorId, session)).toEqual([]);
  });

  it('[P23] of a cancelled session stays until its cancellation was told', async () => {
    const [told, never] = [await listed(), await listed()];
    await invite(told.session.sessionId, told.inviteeId);
    for (const { session } of [told, never])
      await trajectory.do({ type: 'CancelSession', sessionId: session.sessionId, reason: 'ziek' });
    await eraseInvitees(db);
    expect(
      [await listInvitees(db, facilitatorId, told.session), await listInvitees(db, facilitatorId, never.session)].map(
        (list) => list.length,
      ),
    ).toEqual([1, 0]);
    const key = effectKey('invitations.send', { ...told.session, number: 2 });
    await beginEffect(db, key);
    await finishEffect(db, key, {});
    await eraseInvitees(db);
    expect(await listInvitees(db, facilitatorId, told.session)).toEqual([]);
  });
});

describe('erasing the lists of one session or trajectory', () => {
  it('[P23] leaves those of every other to the sweep', async () => {
    const [one, other, kept] = [await listed(), await listed(), await listed()];
    for (const { session, inviteeId } of [one, other]) {
      await trajectory.do({ type: 'CancelSession', sessionId: session.sessionId, reason: 'ziek' });
      // too late: the statement of the command has erased the list as it was
      await addInvitees(db, facilitatorId, session, [
        { id: inviteeId, organisationId, accountId: null, address: ADDRESS },
      ]);
    }
    const sizes = () =>
      Promise.all(
        [one, other, kept].map(async ({ session }) => (await listInvitees(db, facilitatorId, session)).length),
      );
    await eraseInviteesOf(db, { trajectoryId: randomUUID() });
    await eraseInviteesOf(db, { trajectoryId: randomUUID(), sessionId: one.session.sessionId });
    expect(await sizes()).toEqual([1, 1, 1]);
    await eraseInviteesOf(db, one.session);
    expect(await sizes()).toEqual([0, 1, 1]);
    await eraseInviteesOf(db, { trajectoryId: trajectory.id });
    expect(await sizes()).toEqual([0, 0, 1]);
  });
});

describe('an invitation', () => {
  it('[E14] whose job was lost with its queue is put back, as it was, until it has its result', async () => {
    const { session, inviteeId } = await listed();
    await invite(session.sessionId, inviteeId);
    const lose = async () =>
      (
        await db.pool.query<{ dedupe_key: string; job: string; payload: object }>(
          `delete from outbox where payload ->> 'sessionId' = $1 returning dedupe_key, job, payload`,
          [session.sessionId],
        )
      ).rows;
    const asked = await lose();
    expect(asked).toEqual([
      {
        dedupe_key: effectKey('invitations.send', { ...session, number: 1 }),
        job: 'invitations.send',
        payload: { sessionId: session.sessionId, number: 1, trajectoryId: trajectory.id },
      },
    ]);
    await sweepEffects(db, '0 seconds');
    expect(await lose()).toEqual(asked);
    await beginEffect(db, asked[0]!.dedupe_key);
    expect(await listInvitations(db, session)).toMatchObject([
      { number: 1, receiverIds: [inviteeId], attempts: 1, isDone: false },
    ]);
    await finishEffect(db, asked[0]!.dedupe_key, {});
    expect(await listInvitations(db, session)).toMatchObject([{ isDone: true }]);
    await sweepEffects(db, '0 seconds');
    expect(await lose()).toEqual([]);
  });
});
