import { randomBytes, randomUUID } from 'node:crypto';
import { dayIn, StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { listAudit, noteAudit, noteChange } from './audit/audit.repository.ts';
import type { Database } from './database.ts';
import { findInvitation, inviteByLink, useInvitation } from './people/account-invitation.repository.ts';
import { findAccountByEmail, saveAccount } from './people/account.repository.ts';
import { saveOrganisation } from './people/organisation.repository.ts';
import { listGroups, saveGroup } from './findings/group.repository.ts';
import { ensureSessionCode, findSessionByCode } from './sessions/session.repository.ts';
import { DATABASE_ROLES } from './roles.ts';
import {
  addReaders,
  findReader,
  handleReaction,
  keepReaction,
  listReactions,
} from './sharing/report-reader.repository.ts';

const database = useDatabase();
const [facilitatorId, managerId, organisationId] = [randomUUID(), randomUUID(), randomUUID()];
let db: Database;
let trajectory: StoredTrajectoryDriver;

beforeAll(async () => {
  ({ db } = database);
  await saveOrganisation(db, { id: organisationId, name: 'Politie', type: 'police' });
  trajectory = await new StoredTrajectoryDriver(db, { facilitatorId, managerId }).begin('Slotermeer');
  await trajectory.exchange(organisationId);
});

/** What the engine's own role is answered. */
async function asEngine(sql: string, values: unknown[] = []): Promise<unknown[] | 'denied'> {
  try {
    return (await db.pool.query<Record<string, unknown>>(sql, values)).rows;
  } catch (error) {
    if ((error as pg.DatabaseError).code === '42501') return 'denied';
    throw error;
  }
}

const group = (title: string) => ({ id: randomUUID(), lane: 'resident' as const, title, contributionIds: [] });
const mayGroup = (accountId: string): Promise<boolean> =>
  saveGroup(db, accountId, trajectory.id, group('x')).then(
    () => true,
    () => false,
  );

describe('who facilitates', () => {
  it('[E155] is what the commands said last, in the policies too', async () => {
    const second = randomUUID();
    expect([await mayGroup(facilitatorId), await mayGroup(second)]).toEqual([true, false]);
    await trajectory.do({ type: 'Appoint', accountId: second, role: 'facilitator' }, trajectory.manager);
    expect([await mayGroup(facilitatorId), await mayGroup(second)]).toEqual([true, true]);
    await trajectory.do({ type: 'Dismiss', accountId: second, role: 'facilitator' }, trajectory.manager);
    expect([await mayGroup(facilitatorId), await mayGroup(second)]).toEqual([true, false]);
  });

  it('[E155] is made whole by the next appointment, when an earlier release has left somebody out', async () => {
    await db.asRole({ role: 'bb_appointer' }, (tx) =>
      tx.deleteFrom('trajectory_facilitator').where('trajectory_id', '=', trajectory.id).execute(),
    );
    expect(await mayGroup(facilitatorId)).toBe(false);
    const second = randomUUID();
    await trajectory.do({ type: 'Appoint', accountId: second, role: 'facilitator' }, trajectory.manager);
    expect([await mayGroup(facilitatorId), await mayGroup(second)]).toEqual([true, true]);
    await trajectory.do({ type: 'Dismiss', accountId: second, role: 'facilitator' }, trajectory.manager);
  });

  it('[E155] is nothing that the engine’s own role can write', async () => {
    const stranger = randomUUID();
    for (const statement of [
      `insert into trajectory_facilitator (trajectory_id, account_id) values ($1, $2)`,
      `update trajectory_facilitator set account_id = $2 where trajectory_id = $1`,
      `delete from trajectory_facilitator where trajectory_id = $1 and account_id <> $2`,
    ])
      expect(await asEngine(statement, [trajectory.id, stranger])).toBe('denied');
    await asEngine(`update trajectory set state = jsonb_set(state, '{facilitators}', $2) where id = $1`, [
      trajectory.id,
      JSON.stringify([facilitatorId, stranger]),
    ]);
    expect(await mayGroup(stranger)).toBe(false);
    expect(await listGroups(db, stranger, trajectory.id, 'resident')).toEqual([]);
    // and is as it was for whoever comes next
    await asEngine(`update trajectory set state = jsonb_set(state, '{facilitators}', $2) where id = $1`, [
      trajectory.id,
      JSON.stringify([facilitatorId]),
    ]);
  });
});

it('[E156] passwords are read by nobody who does not name the account', async () => {
  const email = `Iemand.${randomUUID()}@voorbeeld.test`;
  const id = randomUUID();
  await saveAccount(db, {
    id,
    email,
    name: 'Iemand',
    role: 'facilitator',
    organisationId: null,
    passwordHash: 'geheim',
  });
  for (const statement of [
    'select password_hash from account',
    'select * from account',
    `update account set password_hash = 'x'`,
    `insert into account (id, email, name, role, password_hash) values (gen_random_uuid(), 'a', 'a', 'administrator', 'x')`,
    `update account set role = 'administrator'`,
    'delete from account',
  ])
    expect(await asEngine(statement)).toBe('denied');
  expect(await asEngine('select name from account where id = $1', [id])).toEqual([{ name: 'Iemand' }]);
  const other = { role: 'bb_credentials', email: 'een@ander.nl' } as const;
  expect(await db.asRole(other, (tx) => tx.selectFrom('account').select('password_hash').execute())).toEqual([]);
  expect((await findAccountByEmail(db, email.toUpperCase()))?.passwordHash).toBe('geheim');
});

it('[E221] links to accounts are made and read by nobody who does not name the account or has the link', async () => {
  const id = randomUUID();
  const email = `${id}@voorbeeld.test`;
  await saveAccount(db, { id, email, name: 'Iemand', role: 'administrator', organisationId: null, passwordHash: null });
  const token = await inviteByLink(db, id, 'invitation');
  for (const statement of [
    'select token_hash from account_invitation',
    'select subject from account_identity',
    `insert into account_identity (issuer, subject, account_id) select 'https://mine.example', 'me', id from account`,
    `update account_invitation set token_hash = sha256('mine')`,
    `insert into account_invitation (id, account_id, purpose, token_hash, by_mail, expires_at) select gen_random_uuid(), id, 'reset', sha256('mine'), false, now() + interval '1 day' from account`,
  ])
    expect(await asEngine(statement)).toBe('denied');
  // one that is good cannot be taken away either
  expect(await asEngine('delete from account_invitation returning id')).toEqual([]);
  const asWorker = { role: 'bb_worker', invitation: randomUUID() } as const;
  expect(await db.asRole(asWorker, (tx) => tx.selectFrom('account_invitation').select('id').execute())).toEqual([]);
  expect((await findInvitation(db, token))?.account.id).toBe(id);
  expect(await useInvitation(db, token, { passwordHash: 'x', name: 'Iemand', email: null })).toBe(id);
  expect(await useInvitation(db, token, { passwordHash: 'y', name: 'Iemand', email: null })).toBeUndefined();
});

it('[E157] codes of sessions cannot be listed', async () => {
  const sessionId = await trajectory.planned('resident');
  const { code } = (await ensureSessionCode(db, sessionId, dayIn(3)))!;
  expect(await asEngine('select code from session_code where expires_at > now()')).toEqual([]);
  expect(await asEngine(`insert into session_code values ('AAAAAA', $1, now())`, [sessionId])).toBe('denied');
  expect((await findSessionByCode(db, code))?.reference.sessionId).toBe(sessionId);
  expect(await findSessionByCode(db, 'AAAAAA')).toBeUndefined();
});

it('[E158] reactions are seen by their reader, and by the facilitator of that trajectory', async () => {
  const reader = {
    id: randomUUID(),
    organisationId,
    address: 'a@voorbeeld.test',
    token: 't',
    tokenHash: randomBytes(32),
  };
  await addReaders(db, facilitatorId, { trajectoryId: trajectory.id, linkId: randomUUID() }, [reader]);
  const { id: readerId } = (await findReader(db, reader.tokenHash))!;
  const id = randomUUID();
  const reaction = { part: 'p', kind: 'dissent', text: 'Dat zie ik anders', suspect: true } as const;
  expect(await keepReaction(db, { id, readerId, ...reaction })).toBe(true);

  expect(await asEngine('select text from report_reaction')).toEqual([]);
  expect(await asEngine('update report_reaction set handled_at = now()')).toBe('denied');
  expect(await listReactions(db, randomUUID(), trajectory.id)).toEqual([]);
  expect(await handleReaction(db, randomUUID(), trajectory.id, id)).toBe(false);
  expect(await handleReaction(db, facilitatorId, randomUUID(), id)).toBe(false);
  expect(await handleReaction(db, facilitatorId, trajectory.id, id)).toBe(true);
  expect(await listReactions(db, facilitatorId, trajectory.id)).toMatchObject([
    { id, organisationId, text: 'Dat zie ik anders', suspect: true, handledAt: expect.any(Date) },
  ]);
});

describe('what is recorded of who read and changed what', () => {
  const note = {
    kind: 'documents',
    action: 'readReportFile',
    accountId: managerId,
    role: 'programme_manager',
  } as const;

  it('[E272] is put in by a door of its own, is read by the role of administrators, and is changed by no role', async () => {
    await noteAudit(db.query, { ...note, subject: randomUUID() });
    const [entry] = await listAudit(db, { accountId: managerId, kind: 'documents' }, 10);
    expect(entry).toMatchObject({ ...note, at: expect.any(Date) });
    for (const role of DATABASE_ROLES) {
      for (const statement of ['update audit_entry set role = null', 'delete from audit_entry', 'truncate audit_entry'])
        await expect(db.asRole({ role }, (tx) => sql.raw(statement).execute(tx))).rejects.toThrow(/permission denied/);
      const reading = db.asRole({ role }, (tx) => tx.selectFrom('audit_entry').select('id').execute());
      if (role === 'bb_administrator') expect(await reading).not.toEqual([]);
      else await expect(reading).rejects.toThrow(/permission denied/);
    }
    // whatever the engine asks for, nothing that is younger than two years goes
    expect(await asEngine(`select forget_audit('-10 years') as gone`)).toEqual([{ gone: 0 }]);
  });

  it('[E272] takes no text of somebody', async () => {
    for (const change of [
      { subject: 'Mevrouw De Vries belde' },
      { action: 'iets met spaties' },
      { subject: 'x'.repeat(121) },
    ])
      await expect(noteAudit(db.query, { ...note, ...change })).rejects.toMatchObject({ code: '23514' });
  });

  it('[E271] goes with a change that is taken back', async () => {
    const change = { kind: 'rights', action: 'disableAccount', accountId: managerId, role: 'administrator' } as const;
    const undone = db.query.transaction().execute(async (tx) => {
      await noteChange(tx, change);
      throw new Error('taken back');
    });
    await expect(undone).rejects.toThrow('taken back');
    expect(await listAudit(db, { accountId: managerId, kind: 'rights' }, 100)).not.toContainEqual(
      expect.objectContaining({ action: 'disableAccount' }),
    );
    await db.query.transaction().execute((tx) => noteChange(tx, change));
    expect(await listAudit(db, { accountId: managerId, kind: 'rights' }, 1)).toMatchObject([
      { action: 'disableAccount' },
    ]);
  });
});
