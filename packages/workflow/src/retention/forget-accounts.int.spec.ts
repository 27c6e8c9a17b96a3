import { randomUUID } from 'node:crypto';
import {
  changeHold,
  changePerson,
  FORMER_ACCOUNT,
  inviteByLink,
  listAudit,
  readAccount,
  saveAccount,
  saveSignIn,
} from '@buurtbalans/database';
import { StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetAccounts } from './forget-accounts.ts';

const test = useDatabase();
let owner: pg.Client;
beforeAll(async () => {
  owner = new pg.Client({ connectionString: test.url });
  await owner.connect();
});
afterAll(() => owner.end());

/** An account that stands as it does for so long. */
async function account(state: 'active' | 'invited' | 'disabled', since: string, more: object = {}): Promise<string> {
  const id = randomUUID();
  await saveAccount(test.db, {
    id,
    email: `${id}@example.nl`,
    name: `Naam van ${id}`,
    role: 'facilitator',
    organisationId: null,
    passwordHash: state === 'invited' ? null : 'x',
    state,
    districtCode: 'SD1',
    language: 'nl',
    ...more,
  });
  await owner.query('update account set state_since = now() - $2::interval where id = $1', [id, since]);
  return id;
}
const isForgotten = async (id: string): Promise<boolean> => (await readAccount(test.db, id))?.name === FORMER_ACCOUNT;
const BY = { id: null, role: 'system' } as const;

describe('the term of an account', () => {
  it('[P62] takes all of the person out of it, leaves its id, and is recorded', async () => {
    const id = await account('disabled', '366 days');
    await saveSignIn(test.db, Buffer.from(id), id, new Date(Date.now() + 60_000));
    expect(await forgetAccounts(test.db)).toBe(1);
    const { rows } = await owner.query<{ said: string }>('select a::text as said from account a where id = $1', [id]);
    expect(rows[0]!.said.replace(id, '')).not.toContain(id);
    expect(await readAccount(test.db, id)).toMatchObject({
      email: '',
      name: FORMER_ACCOUNT,
      state: 'disabled',
      districtCode: null,
      language: null,
    });
    expect((await owner.query('select from sign_in where account_id = $1', [id])).rowCount).toBe(0);
    const recorded = await listAudit(test.db, { kind: 'retention' }, 10);
    expect(recorded.map(({ action, role, subject }) => [action, role, subject])).toEqual([
      ['forgetAccount', 'system', id],
    ]);
    // once
    expect(await forgetAccounts(test.db)).toBe(0);
  });

  it('[P62] lets those be that are active, inside their terms, of the demonstration, or to whom a link is good', async () => {
    const kept = [
      await account('active', '9 years'),
      await account('disabled', '364 days'),
      await account('invited', '89 days'),
      await account('disabled', '9 years', { isDemonstration: true }),
      await account('invited', '9 years', { email: null, name: '' }),
    ];
    const linked = await account('invited', '91 days');
    await inviteByLink(test.db, linked, 'invitation');
    const past = await account('invited', '91 days');
    expect(await forgetAccounts(test.db)).toBe(1);
    for (const id of [...kept, linked]) expect([id, await isForgotten(id)]).toEqual([id, false]);
    expect(await isForgotten(past)).toBe(true);
    await owner.query(`update account_invitation set expires_at = now() where account_id = $1`, [linked]);
    await forgetAccounts(test.db);
    expect(await isForgotten(linked)).toBe(true);
  });

  it('[P62] begins anew with each change, and for whoever is let in again', async () => {
    const id = await account('active', '9 years');
    const change = { name: 'Noor', role: 'facilitator', organisationId: null, districtCode: null } as const;
    await changePerson(test.db, id, { ...change, isDisabled: true, wasDisabled: false }, BY);
    await forgetAccounts(test.db);
    expect(await isForgotten(id)).toBe(false);
    await owner.query(`update account set state_since = now() - interval '2 years' where id = $1`, [id]);
    await forgetAccounts(test.db);
    expect(await isForgotten(id)).toBe(true);
    await changePerson(test.db, id, { ...change, isDisabled: false, wasDisabled: true }, BY);
    await owner.query(`update account set state_since = now() - interval '2 years' where id = $1`, [id]);
    await forgetAccounts(test.db);
    expect(await isForgotten(id)).toBe(true);
  });

  it('[P62] keeps the name of whoever acted in a trajectory while that is held', async () => {
    const id = await account('active', '1 day');
    const trajectory = await new StoredTrajectoryDriver(test.db, { facilitatorId: id, managerId: id }).begin('Osdorp');
    await owner.query(`update account set state = 'disabled' where id = $1`, [id]);
    await owner.query(`update account set state_since = now() - interval '2 years' where id = $1`, [id]);
    await changeHold(test.db, trajectory.id, { reason: 'bezwaar', expectedVersion: 0, by: id });
    await forgetAccounts(test.db);
    expect(await isForgotten(id)).toBe(false);
    await changeHold(test.db, trajectory.id, { reason: null, expectedVersion: 1, by: id });
    await forgetAccounts(test.db);
    expect(await isForgotten(id)).toBe(true);
  });
});
