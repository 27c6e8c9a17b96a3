import { createHash, randomUUID } from 'node:crypto';
import { LiveDriver, StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../database.ts';
import { saveOrganisation } from '../people/organisation.repository.ts';
import { DATABASE_ROLES } from '../roles.ts';
import type { SessionReference } from '../sessions/session.repository.ts';
import { sessionScope } from '../sessions/session-scope.ts';
import { countBehind } from './behind.repository.ts';

const SECRET = 'a secret that one browser holds';
const PLACE = { lng: 4.825, lat: 52.375, label: 'Plein' };
const organisationId = randomUUID();
const facilitatorId = randomUUID();
const database = useDatabase();
let db: Database;
let trajectory: StoredTrajectoryDriver;
let resident: SessionReference;
let professional: SessionReference;
const steps = new Map<string, string>();

async function opened(lane: 'professional' | 'resident'): Promise<SessionReference> {
  const sessionId = await trajectory.planned(lane);
  await trajectory.do({ type: 'OpenSession', sessionId });
  const session: SessionReference = { trajectoryId: trajectory.id, sessionId, lane };
  steps.set(sessionId, await new LiveDriver(db, session).writing(facilitatorId));
  return session;
}

async function write(session: SessionReference, participant: string, change: object = {}): Promise<string> {
  const cardId = randomUUID();
  const by = { participant, ...(session.lane === 'professional' && { organisationId }) };
  await new LiveDriver(db, session).do(
    {
      type: 'AddCard',
      cardId,
      stepId: steps.get(session.sessionId)!,
      kind: 'signal',
      theme: 'youth',
      text: 'x',
      place: PLACE,
      ownerHash: createHash('sha256').update(SECRET).digest('hex'),
      ...change,
    },
    by,
  );
  return cardId;
}

/** As the owner of the tables, whom no policy binds. */
async function owned(statement: string): Promise<number> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(statement)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

const counted = (
  { lane, sessionId }: SessionReference,
  contributionIds: readonly string[],
  { account = facilitatorId, of = trajectory.id, place = PLACE as typeof PLACE | null } = {},
) =>
  countBehind(
    db,
    account,
    of,
    { lane, sessionId, contributionIds, place },
    (one, other) => one.label === other.label,
  ).then((found) => found?.behind);

beforeAll(async () => {
  ({ db } = database);
  await saveOrganisation(db, { id: organisationId, name: 'Politie', type: 'police' });
  trajectory = await new StoredTrajectoryDriver(db, { facilitatorId, managerId: randomUUID() }).begin('Slotermeer');
  await trajectory.exchange(organisationId);
  resident = await opened('resident');
  professional = await opened('professional');
});

it('[P18] counts residents, not cards, and apart from them those who named the place', async () => {
  const often = [];
  for (let n = 0; n < 5; n += 1) often.push(await write(resident, 'one'));
  expect(await counted(resident, often)).toEqual({ residents: 1, atPlace: 1 });
  const others = [await write(resident, 'two'), await write(resident, 'three', { place: null })];
  expect(await counted(resident, [...often, ...others, ...often])).toEqual({ residents: 3, atPlace: 2 });
  expect(await counted(resident, others, { place: null })).toEqual({ residents: 2, atPlace: 0 });
  // papers: each form is one writer's
  const [form, another] = [randomUUID(), randomUUID()];
  const typed = async (onBehalf: string): Promise<string> => {
    const cardId = randomUUID();
    await new LiveDriver(db, resident).do(
      {
        type: 'AddCard',
        cardId,
        stepId: steps.get(resident.sessionId)!,
        kind: 'signal',
        theme: 'youth',
        text: 'x',
        onBehalf,
      },
      { facilitator: facilitatorId },
    );
    return cardId;
  };
  const papers = [await typed(form), await typed(form), await typed(another)];
  expect(await counted(resident, papers)).toEqual({ residents: 2, atPlace: 0 });
});

it('[P18] counts organisations by their ids', async () => {
  const cards = [await write(professional, 'a'), await write(professional, 'b')];
  expect(await counted(professional, cards)).toEqual({ organisationIds: [organisationId] });
});

it('[P18] counts nothing that is not there, of another session, lane or trajectory, taken off, or not the sender’s', async () => {
  const card = await write(resident, 'one');
  const elsewhere = await opened('resident');
  const other = await write(elsewhere, 'one');
  expect(await counted(resident, [card])).toEqual({ residents: 1, atPlace: 1 });
  for (const wrong of [
    counted(resident, [card, randomUUID()]),
    counted(resident, [card, other]),
    counted({ ...resident, lane: 'professional' }, [card]),
    counted(resident, [card], { account: randomUUID() }),
    counted(resident, [card], { of: randomUUID() }),
  ])
    expect(await wrong).toBeUndefined();
  await new LiveDriver(db, resident).do(
    { type: 'ModerateCards', cardIds: [card], to: 'removed' },
    { facilitator: facilitatorId },
  );
  expect(await counted(resident, [card])).toBeUndefined();
});

it('[P18] who wrote is a key of one session that no role reads, and goes with the card', async () => {
  const card = await write(resident, 'somebody');
  const scope = { ...sessionScope(resident), accountId: facilitatorId };
  for (const role of DATABASE_ROLES)
    await expect(
      db.asRole({ ...scope, role }, (tx) => sql`select writer from resident_writer`.execute(tx)),
    ).rejects.toThrow(/permission denied/);
  const keys = (cardId: string) => owned(`select from resident_writer where contribution_id = '${cardId}'`);
  expect(await keys(card)).toBe(1);
  await new LiveDriver(db, resident).do({ type: 'WithdrawCard', cardId: card, secret: SECRET }, { participant: 'x' });
  expect(await keys(card)).toBe(0);
});

it('[P18] cards of before they had a key count as one writer’s', async () => {
  const cards = [await write(resident, 'a'), await write(resident, 'b'), await write(resident, 'c')];
  await owned(`delete from resident_writer where contribution_id in ('${cards.slice(0, 2).join("','")}')`);
  expect(await counted(resident, cards.slice(0, 2))).toEqual({ residents: 1, atPlace: 1 });
  expect(await counted(resident, cards)).toEqual({ residents: 1, atPlace: 1 });
});
