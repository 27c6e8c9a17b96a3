import { createHash, randomUUID } from 'node:crypto';
import { dayIn, LiveDriver, StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { type LiveAnswer, readLiveState } from '@buurtbalans/workflow';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from './database.ts';
import { listGroups, markReleased, saveGroup } from './findings/group.repository.ts';
import { saveOrganisation } from './people/organisation.repository.ts';
import { DATABASE_ROLES, type Scope } from './roles.ts';
import { listLaneContributions } from './sessions/contribution.repository.ts';
import type { SessionReference } from './sessions/session.repository.ts';
import { laneTables, sessionScope } from './sessions/session-scope.ts';
import { readContents } from './trajectories/trajectory.repository.ts';

const SECRET = 'a secret that one browser holds';
const organisationId = randomUUID();
const facilitatorId = randomUUID();
const database = useDatabase();
let db: Database;
let trajectory: StoredTrajectoryDriver;
let professional: SessionReference;
let resident: SessionReference;
const steps = new Map<string, string>();

/** Somebody of the lane writes a card. */
function write(
  session: SessionReference,
  text: string,
  change: { cardId?: string; stepId?: string | null; organisationId?: string } = {},
  commandId: string = randomUUID(),
): Promise<LiveAnswer> {
  const command = {
    type: 'AddCard',
    cardId: change.cardId ?? randomUUID(),
    stepId: change.stepId === undefined ? steps.get(session.sessionId)! : change.stepId,
    kind: 'weak_spot',
    theme: 'safety_nuisance',
    text,
    ownerHash: createHash('sha256').update(SECRET).digest('hex'),
  } as const;
  return new LiveDriver(db, session).try(
    command,
    {
      participant: 'somebody',
      ...(session.lane === 'professional' ? { organisationId: change.organisationId ?? organisationId } : {}),
    },
    commandId,
  );
}

beforeAll(async () => {
  ({ db } = database);
  await saveOrganisation(db, { id: organisationId, name: 'Politie', type: 'police' });
  trajectory = await new StoredTrajectoryDriver(db, { facilitatorId, managerId: randomUUID() }).begin('Slotermeer');
  await trajectory.exchange(organisationId);
  const [first, second] = [await trajectory.planned('professional'), await trajectory.planned('resident')];
  await trajectory.do({ type: 'OpenSession', sessionId: first });
  await trajectory.do({ type: 'OpenSession', sessionId: second });
  professional = { trajectoryId: trajectory.id, sessionId: first, lane: 'professional' };
  resident = { trajectoryId: trajectory.id, sessionId: second, lane: 'resident' };
  for (const session of [professional, resident])
    steps.set(session.sessionId, await new LiveDriver(db, session).writing(facilitatorId));
  await write(professional, 'Van een agent');
  await write(resident, 'Van een bewoner');
});

/** Texts that a scope can read from a table, or the error. */
async function readable(scope: Scope, table: string): Promise<string[] | 'denied'> {
  return db
    .asRole(scope, async (tx) =>
      (await sql<{ text: string }>`select text from ${sql.table(table)}`.execute(tx)).rows.map((row) => row.text),
    )
    .catch(() => 'denied' as const);
}

describe('lanes', () => {
  it('[L1] a participant reads the own lane only, whatever lane the settings claim', async () => {
    expect(await readable(sessionScope(professional), 'professional_contribution')).toEqual(['Van een agent']);
    expect(await readable(sessionScope(resident), 'resident_contribution')).toEqual(['Van een bewoner']);
    for (const lane of ['professional', 'resident'] as const) {
      expect(await readable({ ...sessionScope(professional), lane }, 'resident_contribution')).toBe('denied');
      expect(await readable({ ...sessionScope(resident), lane }, 'professional_contribution')).toBe('denied');
    }
  });

  it('[L1] a participant writes only into the own lane, session, trajectory and organisation', async () => {
    const wrong: SessionReference[] = [
      { ...professional, sessionId: resident.sessionId },
      { ...resident, sessionId: professional.sessionId },
      { ...professional, trajectoryId: randomUUID() },
    ];
    for (const session of wrong) {
      const { cards } = laneTables[session.lane];
      const owner =
        session.lane === 'professional'
          ? { column: sql`organisation_id`, value: organisationId }
          : { column: sql`withdrawal_hash`, value: '' };
      const writing = db.asRole({ ...sessionScope(session), organisationId }, (tx) =>
        sql`insert into ${sql.table(cards)} (id, trajectory_id, session_id, seq, kind, theme, text, ${owner.column})
            values (${randomUUID()}, ${session.trajectoryId}, ${session.sessionId}, 99, 'signal', 'youth', 'x', ${owner.value})`.execute(
          tx,
        ),
      );
      await expect(writing).rejects.toThrow(/row-level security/);
    }
    const forged = db.asRole({ ...sessionScope(professional), organisationId }, (tx) =>
      sql`insert into professional_contribution (id, trajectory_id, session_id, seq, kind, theme, text, organisation_id)
          values (${randomUUID()}, ${trajectory.id}, ${professional.sessionId}, 99, 'signal', 'youth', 'x', ${randomUUID()})`.execute(
        tx,
      ),
    );
    await expect(forged).rejects.toThrow(/row-level security/);
  });

  it('[L2] no role but the lanes and their facilitator can read a contribution', async () => {
    const settings = { trajectoryId: trajectory.id, accountId: facilitatorId, organisationId };
    const others = DATABASE_ROLES.filter(
      (role) => !['bb_professional', 'bb_resident', 'bb_facilitator'].includes(role),
    );
    expect(others).toContain('bb_programme');
    for (const role of others) {
      expect(
        await readable(
          { ...settings, role, lane: 'professional', sessionId: professional.sessionId },
          'professional_contribution',
        ),
      ).toBe('denied');
      expect(
        await readable({ ...settings, role, lane: 'resident', sessionId: resident.sessionId }, 'resident_contribution'),
      ).toBe('denied');
    }
  });

  it('[L3] a facilitator reads one lane at a time, and only where appointed', async () => {
    const scope: Scope = {
      role: 'bb_facilitator',
      trajectoryId: trajectory.id,
      accountId: facilitatorId,
      lane: 'professional',
    };
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
    expect((await listLaneContributions(db, facilitatorId, trajectory.id, 'resident'))[0]).toMatchObject({
      released: true,
      groupId: group.id,
    });
  });

  it('[S4] residents write in an open session, professionals from its planning on, and nobody after it', async () => {
    const sessionId = await trajectory.planned('resident');
    const later: SessionReference = { ...resident, sessionId };
    const early: SessionReference = { ...professional, sessionId: await trajectory.planned('professional') };
    const notOpen = { kind: 'refused', code: 'SESSION.NOT_OPEN' };
    expect(await write(later, 'te vroeg', { stepId: 'silent-writing-2' })).toEqual({
      kind: 'refused',
      code: 'LIVE.STEP_NOT_BEGUN',
    });
    expect(await write(early, 'eigen registratie', { stepId: null })).toMatchObject({ kind: 'accepted' });
    await trajectory.do({ type: 'OpenSession', sessionId });
    steps.set(sessionId, await new LiveDriver(db, later).writing(facilitatorId));
    expect(await write(later, 'op tijd')).toMatchObject({ kind: 'accepted', kept: false });
    await trajectory.do({ type: 'CloseSession', sessionId });
    expect(await write(later, 'te laat')).toEqual(notOpen);
  });

  it('[S5] the same card sent five times at once is stored once', async () => {
    const [cardId, commandId] = [randomUUID(), randomUUID()];
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => write(professional, 'Nog een keer', { cardId }, commandId)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(
      ((await readable(sessionScope(professional), 'professional_contribution')) as string[]).filter(
        (text) => text === 'Nog een keer',
      ),
    ).toHaveLength(1);
  });

  it('[P1] a resident card has no column for who or when, and only the secret takes it back, wholly', async () => {
    const { rows } = await db.pool.query(
      `select attname from pg_attribute where attrelid = 'resident_contribution'::regclass and attnum > 0 and not attisdropped order by 1`,
    );
    expect(rows.map((row) => row.attname)).toEqual([
      'group_id',
      'id',
      'invented',
      'kind',
      'place',
      'released',
      'seq',
      'session_id',
      'text',
      'theme',
      'trajectory_id',
      'withdrawal_hash',
      'withheld',
    ]);
    const cardId = randomUUID();
    await write(resident, 'Toch maar niet', { cardId });
    const live = new LiveDriver(db, resident);
    const withdraw = (secret: string, driver = live) =>
      driver.try({ type: 'WithdrawCard', cardId, secret }, { participant: 'anybody' });
    await live.do({ type: 'TranslateCard', cardId, text: 'Toch maar niet, vertaald' }, { facilitator: facilitatorId });
    expect(await withdraw('not the secret of this card')).toEqual({ kind: 'refused', code: 'CONTRIBUTION.NOT_FOUND' });
    expect(await withdraw(SECRET)).toMatchObject({ kind: 'accepted' });
    expect(await readable(sessionScope(resident), 'resident_contribution')).not.toContain('Toch maar niet');
    const events = await db.asRole(sessionScope(resident), (tx) =>
      tx.selectFrom('resident_live_event').select('body').execute(),
    );
    expect(JSON.stringify(events)).not.toContain('Toch maar niet');
    expect((await readLiveState(db, resident))!.state.cards[cardId]).toBeUndefined();
  });

  it('[K9] what is not revealed is read by no role but the session itself', async () => {
    const live = new LiveDriver(db, { ...professional, sessionId: await trajectory.planned('professional') });
    await trajectory.do({ type: 'OpenSession', sessionId: live.session.sessionId });
    const stepId = (await readLiveState(db, live.session))!.state.script.steps.find(
      ({ exercise }) => exercise === 'silent_writing',
    )!.id;
    await live.do({ type: 'GoToStep', stepId, expectedStep: null }, { facilitator: facilitatorId });
    await write(live.session, 'Nog niet voor u', { stepId });
    const seen = async () =>
      (await listLaneContributions(db, facilitatorId, trajectory.id, 'professional')).map(({ text }) => text);
    expect(await seen()).not.toContain('Nog niet voor u');
    await live.do({ type: 'Reveal', stepId, on: true }, { facilitator: facilitatorId });
    expect(await seen()).toContain('Nog niet voor u');
    await live.do({ type: 'Reveal', stepId, on: false }, { facilitator: facilitatorId });
    expect(await seen()).not.toContain('Nog niet voor u');
  });

  it('[K5] keeps only the last answer of a participant', async () => {
    const live = new LiveDriver(db, { ...resident, sessionId: await trajectory.planned('resident') });
    await trajectory.do({ type: 'OpenSession', sessionId: live.session.sessionId });
    await live.do({ type: 'GoToStep', stepId: 'check-in-1', expectedStep: null }, { facilitator: facilitatorId });
    const say = (word: string, participant: string) =>
      live.do({ type: 'GiveAnswer', stepId: 'check-in-1', answer: { exercise: 'check_in', word } }, { participant });
    await say('iets dat ik toch niet wil zeggen', 'een');
    await say('moe', 'twee');
    await say('blij', 'een');
    const { state } = (await readLiveState(db, live.session))!;
    expect(
      Object.values(state.answers['check-in-1']!)
        .map((answer) => answer.exercise === 'check_in' && answer.word)
        .sort(),
    ).toEqual(['blij', 'moe']);
    const events = await db.asRole(sessionScope(live.session), (tx) =>
      tx.selectFrom('resident_live_event').select('body').execute(),
    );
    expect(JSON.stringify(events)).not.toContain('iets dat ik');
  });

  it('[P2] texts of a trajectory are closed to programme managers, administrators, residents and other trajectories', async () => {
    const texts = [...(await readContents(db, 'bb_facilitator', trajectory.id)).values()];
    expect(texts).toContain('Hoe houden we het plein prettig?');
    for (const role of ['bb_programme', 'bb_administrator', 'bb_resident', 'bb_engine'] as const) {
      const reading = db.asRole({ role, trajectoryId: trajectory.id }, (tx) =>
        tx.selectFrom('trajectory_content').select('body').execute(),
      );
      await expect(reading).rejects.toThrow(/permission denied/);
    }
    const elsewhere = await db.asRole({ role: 'bb_facilitator', trajectoryId: randomUUID() }, (tx) =>
      tx.selectFrom('trajectory_content').select('body').execute(),
    );
    expect(elsewhere).toEqual([]);
  });

  it('[S9] before a session opens, an organisation without a sharing commitment writes nothing, by any SQL', async () => {
    const bare = randomUUID();
    await saveOrganisation(db, { id: bare, name: 'Buurtteam', type: 'care' });
    await trajectory.do({
      type: 'AddOrganisation',
      organisationId: bare,
      name: 'Buurtteam',
      organisationType: 'care',
      ring: 'core',
    });
    const early: SessionReference = { ...professional, sessionId: await trajectory.planned('professional') };
    const bySql = () =>
      db.asRole({ ...sessionScope(early), organisationId: bare }, (tx) =>
        sql`insert into professional_contribution (id, trajectory_id, session_id, seq, kind, theme, text, organisation_id)
            values (${randomUUID()}, ${trajectory.id}, ${early.sessionId}, 99, 'signal', 'youth', 'x', ${bare})`.execute(
          tx,
        ),
      );
    const missing = { kind: 'refused', code: 'COMMITMENT.MISSING' };
    expect(await write(early, 'nog niet', { stepId: null, organisationId: bare })).toEqual(missing);
    await expect(bySql()).rejects.toThrow(/row-level security/);
    await trajectory.do({ type: 'SignCommitment', organisationId: bare, data: 'x', purpose: 'x', until: dayIn(365) });
    expect(await write(early, 'nu wel', { stepId: null, organisationId: bare })).toMatchObject({ kind: 'accepted' });
    await bySql();
    await trajectory.do({ type: 'WithdrawCommitment', organisationId: bare, reason: 'x' });
    expect(await write(early, 'niet meer', { stepId: null, organisationId: bare })).toEqual(missing);
    await trajectory.do({ type: 'OpenSession', sessionId: early.sessionId });
    expect(await write(early, 'ook dan niet', { stepId: null, organisationId: bare })).toEqual(missing);
    const stepId = await new LiveDriver(db, early).writing(facilitatorId);
    expect(await write(early, 'in het gesprek wel', { stepId, organisationId: bare })).toMatchObject({
      kind: 'accepted',
    });
  });
});
