import { createHash, randomUUID } from 'node:crypto';
import { createTestDatabase, StoredTrajectoryDriver, type TestDatabase } from '@buurtbalans/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { listGroups, markReleased, saveGroup } from './findings/group.repository.ts';
import { saveOrganisation } from './people/account.repository.ts';
import { DATABASE_ROLES, type Scope } from './roles.ts';
import { addContribution, type ContributionInput, listLaneContributions, participantScope, type ParticipantScope, withdrawContribution } from './sessions/contribution.repository.ts';
import { readContents } from './trajectories/trajectory.repository.ts';

const SECRET = 'a secret that one browser holds';
const organisationId = randomUUID();
const facilitatorId = randomUUID();
let test: TestDatabase;
let db: Database;
let trajectory: StoredTrajectoryDriver;
let professional: ParticipantScope;
let resident: ParticipantScope;

function card(text: string, lane: 'professional' | 'resident'): ContributionInput {
  const withdrawalHash = lane === 'resident' ? createHash('sha256').update(SECRET).digest('hex') : null;
  return { id: randomUUID(), kind: 'weak_spot', theme: 'safety_nuisance', text, place: null, withdrawalHash };
}

beforeAll(async () => {
  test = await createTestDatabase();
  db = openDatabase({ url: test.url });
  await saveOrganisation(db, { id: organisationId, name: 'Politie', type: 'police' });
  trajectory = await new StoredTrajectoryDriver(db, { facilitatorId, managerId: randomUUID() }).begin('Slotermeer');
  await trajectory.exchange(organisationId);
  const [first, second] = [await trajectory.planned('professional'), await trajectory.planned('resident')];
  await trajectory.do({ type: 'OpenSession', sessionId: first });
  await trajectory.do({ type: 'OpenSession', sessionId: second });
  professional = { trajectoryId: trajectory.id, sessionId: first, lane: 'professional', organisationId };
  resident = { trajectoryId: trajectory.id, sessionId: second, lane: 'resident' };
  await addContribution(db, professional, card('Van een agent', 'professional'));
  await addContribution(db, resident, card('Van een bewoner', 'resident'));
});
afterAll(async () => {
  await db.close();
  await test.drop();
});

/** Texts that a scope can read from a table, or the error. */
async function readable(scope: Scope, table: string): Promise<string[] | 'denied'> {
  return db
    .asRole(scope, async (tx) => (await sql<{ text: string }>`select text from ${sql.table(table)}`.execute(tx)).rows.map((row) => row.text))
    .catch(() => 'denied' as const);
}

describe('lanes', () => {
  it('[L1] a participant reads the own lane only, whatever lane the settings claim', async () => {
    expect(await readable(participantScope(professional), 'professional_contribution')).toEqual(['Van een agent']);
    expect(await readable(participantScope(resident), 'resident_contribution')).toEqual(['Van een bewoner']);
    for (const lane of ['professional', 'resident'] as const) {
      expect(await readable({ ...participantScope(professional), lane }, 'resident_contribution')).toBe('denied');
      expect(await readable({ ...participantScope(resident), lane }, 'professional_contribution')).toBe('denied');
    }
  });

  it('[L1] a participant writes only into the own lane, session, trajectory and organisation', async () => {
    const wrong: ParticipantScope[] = [
      { ...professional, sessionId: resident.sessionId },
      { ...resident, sessionId: professional.sessionId },
      { ...professional, trajectoryId: randomUUID() },
    ];
    for (const participant of wrong) expect(await addContribution(db, participant, card('x', participant.lane))).toBe('not_open');
    const forged = db.asRole(participantScope(professional), (tx) =>
      sql`insert into professional_contribution (id, trajectory_id, session_id, seq, kind, theme, text, organisation_id)
          values (${randomUUID()}, ${trajectory.id}, ${professional.sessionId}, 99, 'signal', 'youth', 'x', ${randomUUID()})`.execute(tx),
    );
    await expect(forged).rejects.toThrow(/row-level security/);
  });

  it('[L2] no role but the lanes and their facilitator can read a contribution', async () => {
    const settings = { trajectoryId: trajectory.id, accountId: facilitatorId, organisationId };
    const others = DATABASE_ROLES.filter((role) => !['bb_professional', 'bb_resident', 'bb_facilitator'].includes(role));
    expect(others).toContain('bb_programme');
    for (const role of others) {
      expect(await readable({ ...settings, role, lane: 'professional', sessionId: professional.sessionId }, 'professional_contribution')).toBe('denied');
      expect(await readable({ ...settings, role, lane: 'resident', sessionId: resident.sessionId }, 'resident_contribution')).toBe('denied');
    }
  });

  it('[L3] a facilitator reads one lane at a time, and only where appointed', async () => {
    const scope: Scope = { role: 'bb_facilitator', trajectoryId: trajectory.id, accountId: facilitatorId, lane: 'professional' };
    expect(await readable(scope, 'professional_contribution')).toEqual(['Van een agent']);
    expect(await readable(scope, 'resident_contribution')).toEqual([]);
    expect(await listLaneContributions(db, facilitatorId, trajectory.id, 'resident')).toHaveLength(1);
    expect(await listLaneContributions(db, randomUUID(), trajectory.id, 'resident')).toEqual([]);
    expect(await listLaneContributions(db, facilitatorId, randomUUID(), 'resident')).toEqual([]);
  });

  it('[L3] groups stay in their lane', async () => {
    const [contribution] = await listLaneContributions(db, facilitatorId, trajectory.id, 'resident');
    const group = { id: randomUUID(), lane: 'resident' as const, title: 'Plein', contributionIds: [contribution!.id] };
    expect(await saveGroup(db, facilitatorId, trajectory.id, group)).toEqual(group);
    expect(await listGroups(db, facilitatorId, trajectory.id, 'professional')).toEqual([]);
    expect(await listGroups(db, randomUUID(), trajectory.id, 'resident')).toEqual([]);
    await markReleased(db, facilitatorId, trajectory.id, 'resident', [contribution!.id]);
    expect((await listLaneContributions(db, facilitatorId, trajectory.id, 'resident'))[0]).toMatchObject({ released: true, groupId: group.id });
  });

  it('[S4] nothing goes into a session that is planned or closed', async () => {
    const sessionId = await trajectory.planned('resident');
    const later = { ...resident, sessionId };
    expect(await addContribution(db, later, card('te vroeg', 'resident'))).toBe('not_open');
    await trajectory.do({ type: 'OpenSession', sessionId });
    expect(await addContribution(db, later, card('op tijd', 'resident'))).toMatchObject({ seq: 1 });
    await trajectory.do({ type: 'CloseSession', sessionId });
    expect(await addContribution(db, later, card('te laat', 'resident'))).toBe('not_open');
  });

  it('[S5] the same contribution sent five times at once is stored once', async () => {
    const input = card('Nog een keer', 'professional');
    const answers = await Promise.all(Array.from({ length: 5 }, () => addContribution(db, professional, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await readable(participantScope(professional), 'professional_contribution') as string[]).filter((text) => text === input.text)).toHaveLength(1);
  });

  it('[P1] a resident contribution has no column for who or when, and only the secret withdraws it', async () => {
    const { rows } = await db.pool.query(`select attname from pg_attribute where attrelid = 'resident_contribution'::regclass and attnum > 0 and not attisdropped order by 1`);
    expect(rows.map((row) => row.attname)).toEqual(['group_id', 'id', 'invented', 'kind', 'place', 'released', 'seq', 'session_id', 'text', 'theme', 'trajectory_id', 'withdrawal_hash']);
    const input = card('Toch maar niet', 'resident');
    await addContribution(db, resident, input);
    expect(await withdrawContribution(db, resident, input.id, 'another secret')).toBe(false);
    expect(await withdrawContribution(db, { ...resident, sessionId: randomUUID() }, input.id, SECRET)).toBe(false);
    expect(await withdrawContribution(db, resident, input.id, SECRET)).toBe(true);
    expect(await readable(participantScope(resident), 'resident_contribution')).not.toContain(input.text);
  });

  it('[P2] texts of a trajectory are closed to programme managers, administrators, residents and other trajectories', async () => {
    const texts = [...(await readContents(db, 'bb_facilitator', trajectory.id)).values()];
    expect(texts).toContain('Hoe houden we het plein prettig?');
    for (const role of ['bb_programme', 'bb_administrator', 'bb_resident', 'bb_engine'] as const) {
      const reading = db.asRole({ role, trajectoryId: trajectory.id }, (tx) => tx.selectFrom('trajectory_content').select('body').execute());
      await expect(reading).rejects.toThrow(/permission denied/);
    }
    const elsewhere = await db.asRole({ role: 'bb_facilitator', trajectoryId: randomUUID() }, (tx) => tx.selectFrom('trajectory_content').select('body').execute());
    expect(elsewhere).toEqual([]);
  });
});
