import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Database,
  ensureLogins,
  ensureOwner,
  migrate,
  openDatabase,
  saveAccount,
  saveOrganisation,
} from '@buurtbalans/database';
import { type EmbeddedServer, startEmbeddedPostgres } from '@buurtbalans/embedded';
import { LiveDriver, StoredTrajectoryDriver } from '@buurtbalans/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepEffects } from '../effects/sweep-effects.ts';
import type { SweepFailure } from '../effects/sweep-failure.ts';
import { catchUpLive, readLiveState } from '../live/live-snapshot.ts';

// a server of its own, as the product runs it: what is looked at are its files
let folder: string;
let server: EmbeddedServer;
let db: Database;
/** Whoever has the database. */
let thief: pg.Client;
let trajectory: StoredTrajectoryDriver;
const [facilitator, organisationId] = [randomUUID(), randomUUID()];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buurtbalans-privacy-'));
  await chmod(folder, 0o755);
  server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    password: randomBytes(12).toString('hex'),
  });
  const owner = await ensureOwner(server.url(), 'buurtbalans', randomBytes(12).toString('hex'));
  await migrate(owner);
  const { engine } = await ensureLogins(owner, randomBytes(12).toString('hex'));
  db = openDatabase({ url: engine });
  thief = new pg.Client({ connectionString: server.url('buurtbalans') });
  await thief.connect();
  await saveOrganisation(db, { id: organisationId, name: 'Politie', type: 'police' });
  await saveAccount(db, {
    id: facilitator,
    email: 'a@example.nl',
    name: 'A',
    role: 'facilitator',
    organisationId: null,
    passwordHash: 'x',
  });
  trajectory = await new StoredTrajectoryDriver(db, { facilitatorId: facilitator, managerId: randomUUID() }).begin(
    'Slotermeer',
  );
  await trajectory.exchange(organisationId);
});
afterAll(async () => {
  await thief.end();
  await db.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function sweep(): Promise<void> {
  const failures: SweepFailure[] = [];
  await sweepEffects(db, '5 minutes', { onFailed: (failure) => void failures.push(failure) });
  expect(failures).toEqual([]);
}
/** A sweep after the time in which the bytes of erased texts may still lie in a file. */
async function laterSweep(): Promise<void> {
  await thief.query(`update session_order set look_at = now() where look_at is not null`);
  await thief.query(`update table_rewrite set at = now() - interval '11 minutes'`);
  await sweep();
}
/** Files of the server, its log beside it too, in which these words stand. */
async function filesWith(words: string): Promise<string[]> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const found: string[] = [];
  for (const { parentPath, name } of names) {
    const content = await readFile(join(parentPath, name)).catch(() => Buffer.alloc(0));
    if (content.includes(words)) found.push(join(parentPath, name).slice(folder.length + 1));
  }
  return found;
}

/** How much an order is that of the writers: 1 when it is the same, about 0 when it tells nothing. */
function likeness(order: readonly string[], written: readonly string[]): number {
  const place = new Map(order.map((id, index) => [id, index]));
  let sum = 0;
  for (let a = 0; a < written.length; a += 1)
    for (let b = a + 1; b < written.length; b += 1) sum += place.get(written[a]!)! < place.get(written[b]!)! ? 1 : -1;
  return sum / ((written.length * (written.length - 1)) / 2);
}

/** Every order of cards that the tables give to whoever may read all of them. */
const ORDERS = {
  position: 'select id::text from resident_contribution where session_id = $1 order by seq',
  place: 'select id::text from resident_contribution where session_id = $1 order by ctid',
  transaction: 'select id::text from resident_contribution where session_id = $1 order by xmin::text::bigint, seq',
  events: `select body ->> 'id' as id from resident_live_event where session_id = $1 and type = 'CardAdded' order by seq`,
  'places of events': `select body ->> 'id' as id from resident_live_event where session_id = $1 and type = 'CardAdded' order by ctid`,
  'transactions of events': `select body ->> 'id' as id from resident_live_event where session_id = $1 and type = 'CardAdded' order by xmin::text::bigint, seq`,
  moderation: `select body -> 'cardIds' ->> 0 as id from resident_live_event where session_id = $1 and type = 'CardsModerated' order by seq`,
  'keys of writers':
    'select contribution_id::text as id from resident_writer where session_id = $1 order by xmin::text::bigint, ctid',
};
async function ordersOf(sessionId: string): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [name, text] of Object.entries(ORDERS))
    found[name] = (await thief.query<{ id: string }>(text, [sessionId])).rows.map(({ id }) => id);
  return found;
}

/** A meeting of residents in which so many write, each a card, in this order. */
async function meeting(many: number) {
  const sessionId = await trajectory.planned('resident');
  await trajectory.do({ type: 'OpenSession', sessionId });
  const live = new LiveDriver(db, { sessionId, trajectoryId: trajectory.id, lane: 'resident' });
  const stepId = await live.writing(facilitator);
  const written: { id: string; commandId: string; secret: string }[] = [];
  const card = (id: string, text: string, ownerHash: string) =>
    ({
      type: 'AddCard',
      cardId: id,
      stepId,
      kind: 'weak_spot',
      theme: 'liveability',
      text,
      place: null,
      ownerHash,
      language: 'tr',
    }) as const;
  for (let index = 0; index < many; index += 1) {
    const [id, commandId, secret] = [randomUUID(), randomUUID(), randomUUID()];
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(secret))).toString('hex');
    const answer = await live.try(card(id, `Kaartje ${id}`, hash), { participant: `bewoner ${index}` }, commandId);
    expect(answer).toMatchObject({ kind: 'accepted' });
    await live.do({ type: 'ModerateCards', cardIds: [id], to: 'shown' }, { facilitator });
    written.push({ id, commandId, secret });
  }
  return { sessionId, live, stepId, written, card };
}

describe('whoever has the database', () => {
  it('[P40] finds no order of the cards of a meeting that is over, in no table', async () => {
    const { sessionId, live, written, card } = await meeting(40);
    const ids = written.map(({ id }) => id);
    const [during, before] = [await ordersOf(sessionId), (await readLiveState(db, live.session))!];
    for (const [name, order] of Object.entries(during))
      expect({ name, likeness: likeness(order, ids) }).toEqual({ name, likeness: 1 });
    // one that was opened later than it was planned goes on
    await thief.query(
      `update trajectory set state = jsonb_set(state, array['sessions', $2, 'plannedFor'], $3) where id = $1`,
      [trajectory.id, sessionId, JSON.stringify(new Date(Date.now() - 3 * 86_400_000).toISOString())],
    );
    await laterSweep();
    expect((await ordersOf(sessionId)).position).toEqual(ids);
    await trajectory.do({ type: 'CloseSession', sessionId });
    await laterSweep();
    await laterSweep();
    const after = await ordersOf(sessionId);
    for (const [name, order] of Object.entries(after)) {
      expect({ name, cards: order.toSorted() }).toEqual({ name, cards: ids.toSorted() });
      // by chance it is more than this once in thirty million meetings
      expect({ name, tells: Math.abs(likeness(order, ids)) > 0.65 }).toEqual({ name, tells: false });
    }
    const { rows } = await thief.query(
      `select count(distinct xmin::text)::int as cards, (select count(distinct xmin::text)::int from resident_live_event where session_id = $1) as events,
              (select count(distinct xmin::text)::int from resident_writer where session_id = $1) as writers from resident_contribution where session_id = $1`,
      [sessionId],
    );
    expect(rows).toEqual([{ cards: 1, events: 1, writers: 1 }]);

    // nothing that was acknowledged is lost, a repeat gets the first answer, and who knew the former order goes on
    const cards = (state: typeof before.state) =>
      Object.values(state.cards)
        .map(({ seq: _seq, ...rest }) => rest)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    const now = (await readLiveState(db, live.session))!;
    expect(cards(now.state)).toEqual(cards(before.state));
    expect((await catchUpLive(db, before)).state).toEqual(now.state);
    const first = written[7]!;
    expect(
      await live.try(card(first.id, 'x', '0'.repeat(64)), { participant: 'bewoner 7' }, first.commandId),
    ).toMatchObject({
      kind: 'accepted',
      kept: false,
    });
  });

  it('[P41] finds a card that was taken back in no file, its log of changes included, within the stated time', async () => {
    const { sessionId, live, written } = await meeting(3);
    const [gone, kept] = [written[1]!, written[0]!];
    await live.do({ type: 'WithdrawCard', cardId: gone.id, secret: gone.secret }, { participant: 'bewoner 1' });
    await thief.query('checkpoint');
    expect((await filesWith(`Kaartje ${gone.id}`)).length).toBeGreaterThan(0);
    await trajectory.do({ type: 'CloseSession', sessionId });
    await laterSweep();
    await laterSweep();
    expect(await filesWith(`Kaartje ${gone.id}`)).toEqual([]);
    expect(await filesWith(`Kaartje ${kept.id}`)).not.toEqual([]);
    expect(
      (await thief.query(`select body from resident_live_event where body ->> 'id' = $1`, [gone.id])).rows,
    ).toEqual([]);
  });

  it('[P41] has a table that could not be written anew written at the next look', async () => {
    await sweep();
    const { rows: asked } = await thief.query<{ wanted: string }>(
      `update table_rewrite set wanted = wanted + 1, at = now() - interval '11 minutes' where table_name = 'resident_minutes' returning wanted`,
    );
    const done = async () =>
      (await thief.query<{ done: string }>(`select done from table_rewrite where table_name = 'resident_minutes'`))
        .rows[0]!.done;
    await thief.query('begin');
    await thief.query('lock table resident_minutes in row exclusive mode');
    await sweep();
    await thief.query('commit');
    expect(Number(await done())).toBeLessThan(Number(asked[0]!.wanted));
    await sweep();
    expect(await done()).toBe(asked[0]!.wanted);
  });

  it('[P42] finds in no answer which language its writer reads', async () => {
    const { sessionId, live } = await meeting(1);
    const answer = { exercise: 'check_in', word: 'benieuwd', scale: null } as const;
    await live.do(
      { type: 'GoToStep', stepId: 'check-in-1', expectedStep: (await readLiveState(db, live.session))!.state.stepId },
      { facilitator },
    );
    await live.do({ type: 'GiveAnswer', stepId: 'check-in-1', answer, language: 'tr' }, { participant: 'bewoner 0' });
    const { rows } = await thief.query<{ body: object }>(
      `select body - 'voter' as body from resident_live_event where session_id = $1 and type = 'AnswerGiven'`,
      [sessionId],
    );
    expect(rows).toEqual([{ body: { stepId: 'check-in-1', answer, suspect: false } }]);
  });

  it('[P43] reads no log of PostgreSQL but as its owner, and finds no millisecond in it', async () => {
    const log = join(folder, 'postgres.log');
    expect((await stat(log)).mode & 0o777).toBe(0o600);
    expect(await readFile(log, 'utf8')).not.toMatch(/\d\d:\d\d:\d\d\.\d/);
  });
});
