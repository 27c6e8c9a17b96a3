import { createHash, randomUUID } from 'node:crypto';
import { LiveDriver, StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { readLiveState } from '@buurtbalans/workflow';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from './database.ts';
import { saveOrganisation } from './people/organisation.repository.ts';
import { DATABASE_ROLES } from './roles.ts';
import { keepMinutesFile, readMinutes, readMinutesFile } from './sessions/minutes.repository.ts';
import { sessionScope } from './sessions/session-scope.ts';

const SECRET = 'a secret that one browser holds';
const TABLES = ['professional_minutes', 'resident_minutes', 'professional_minutes_file', 'resident_minutes_file'];
const facilitator = randomUUID();
const organisationId = randomUUID();
const database = useDatabase();
let db: Database;
let trajectory: StoredTrajectoryDriver;

beforeAll(async () => {
  ({ db } = database);
  await saveOrganisation(db, { id: organisationId, name: 'Politie', type: 'police' });
  trajectory = await new StoredTrajectoryDriver(db, { facilitatorId: facilitator, managerId: randomUUID() }).begin(
    'Slotermeer',
  );
  await trajectory.exchange(organisationId);
});

/** A closed session with one card, and the id of that card. */
async function closed(lane: 'professional' | 'resident', text: string): Promise<{ live: LiveDriver; cardId: string }> {
  const sessionId = await trajectory.planned(lane);
  await trajectory.do({ type: 'OpenSession', sessionId });
  const live = new LiveDriver(db, { trajectoryId: trajectory.id, sessionId, lane });
  const stepId = await live.writing(facilitator);
  const cardId = randomUUID();
  const ownerHash = createHash('sha256').update(SECRET).digest('hex');
  await live.do(
    { type: 'AddCard', cardId, stepId, kind: 'weak_spot', theme: 'youth', text, ownerHash },
    { participant: 'somebody', ...(lane === 'professional' ? { organisationId } : {}) },
  );
  await trajectory.do({ type: 'CloseSession', sessionId });
  return { live, cardId };
}

async function write(live: LiveDriver, change: { summary?: string; approved?: boolean } = {}): Promise<void> {
  const { version } = (await readLiveState(db, live.session))!.state.minutes;
  await live.do(
    { type: 'WriteMinutes', expectedMinutes: version, notes: {}, approved: true, ...change },
    { facilitator },
  );
}
const file = { mime: 'text/html', fileName: 'verslag.html', body: Buffer.from('<p>Donker pad</p>') };

describe('approved minutes', () => {
  it('[L5] are read under the role of their lane inside their session, and by no other role', async () => {
    const sessions = {
      professional: (await closed('professional', 'Van een agent')).live,
      resident: (await closed('resident', 'Van een bewoner')).live,
    };
    for (const live of Object.values(sessions)) {
      await write(live);
      expect(await keepMinutesFile(db, live.session, randomUUID(), 1, file)).toBe(true);
    }
    for (const role of DATABASE_ROLES) {
      for (const live of Object.values(sessions)) {
        for (const table of TABLES) {
          const { sessionId, lane } = live.session;
          const reading = db.asRole(
            { role, sessionId, lane, trajectoryId: trajectory.id, accountId: facilitator, organisationId },
            async (tx) => (await sql`select 1 from ${sql.table(table)}`.execute(tx)).rows.length,
          );
          const isOwn = role === `bb_${lane}` && table.startsWith(lane);
          if (isOwn) expect(await reading).toBe(1);
          // a role of the lane that claims the other one has a right to the table, and finds nothing
          else
            expect([role, lane, table, await reading.catch(() => 'denied')]).toEqual([
              role,
              lane,
              table,
              table.startsWith(role.slice(3)) ? 0 : 'denied',
            ]);
        }
      }
    }
    const elsewhere = { ...sessionScope(sessions.resident.session), sessionId: randomUUID() };
    expect(await db.asRole(elsewhere, (tx) => tx.selectFrom('resident_minutes').select('edition').execute())).toEqual(
      [],
    );
  });

  it('[H4] lose their text and documents once a card is withdrawn, wherever it stood, and are made anew', async () => {
    const { live, cardId } = await closed('resident', 'Donker pad');
    await write(live);
    await write(live, { summary: 'Tweede uitgave' });
    const reportId = randomUUID();
    expect(await keepMinutesFile(db, live.session, reportId, 1, file)).toBe(false);
    expect(await keepMinutesFile(db, live.session, reportId, 2, file)).toBe(true);
    expect(JSON.stringify((await readMinutes(db, live.session))!.content)).toContain('Donker pad');
    await live.do({ type: 'WithdrawCard', cardId, secret: SECRET }, { participant: 'somebody' });
    expect(await readMinutes(db, live.session)).toMatchObject({ edition: 2, content: null, files: [] });
    expect(await readMinutesFile(db, live.session, reportId)).toBeUndefined();
    const everything = await Promise.all(
      ['resident_minutes', 'resident_minutes_file', 'resident_live_event', 'resident_contribution'].map((table) =>
        db.asRole(sessionScope(live.session), async (tx) =>
          JSON.stringify((await sql`select * from ${sql.table(table)}`.execute(tx)).rows),
        ),
      ),
    );
    expect(everything.join()).not.toContain('Donker pad');
    expect(await keepMinutesFile(db, live.session, reportId, 2, file)).toBe(false);
    await write(live);
    expect(await readMinutes(db, live.session)).toMatchObject({
      edition: 3,
      content: { edition: 3, steps: [{ groups: [] }] },
    });
  });

  it('[H4] a document that is kept while a card is withdrawn comes before it and goes, or after it and is refused', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { live, cardId } = await closed('resident', 'Donker pad');
      await write(live);
      const reportId = randomUUID();
      await Promise.all([
        keepMinutesFile(db, live.session, reportId, 1, file),
        live.do({ type: 'WithdrawCard', cardId, secret: SECRET }, { participant: 'somebody' }),
      ]);
      expect(await readMinutesFile(db, live.session, reportId)).toBeUndefined();
    }
  });

  it('[H3] keep no word of a former version', async () => {
    const { live } = await closed('professional', 'Donker pad');
    await write(live, { summary: 'Iets dat ik toch niet wil zeggen', approved: false });
    await write(live, { summary: 'Kort en goed' });
    const events = await db.asRole(sessionScope(live.session), (tx) =>
      tx.selectFrom('professional_live_event').select('body').execute(),
    );
    expect(JSON.stringify(events)).not.toContain('toch niet');
    expect((await readLiveState(db, live.session))!.state.minutes).toMatchObject({
      version: 2,
      summary: 'Kort en goed',
      edition: 1,
      stands: true,
    });
  });
});
