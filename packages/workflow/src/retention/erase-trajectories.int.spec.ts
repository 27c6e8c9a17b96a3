import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { changeHold, saveAccount, saveOrganisation } from '@buurtbalans/database';
import { LiveDriver, StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepEffects } from '../effects/sweep-effects.ts';
import type { SweepFailure } from '../effects/sweep-failure.ts';

/** Stands in everything that somebody says in these trajectories. */
const MARK = 'merkwoord';
const test = useDatabase();
const [facilitator, organisationId] = [randomUUID(), randomUUID()];
let owner: pg.Client;

beforeAll(async () => {
  owner = new pg.Client({ connectionString: test.url });
  await owner.connect();
  await saveOrganisation(test.db, { id: organisationId, name: 'Politie', type: 'police' });
  await saveAccount(test.db, {
    id: facilitator,
    email: 'a@example.nl',
    name: 'A',
    role: 'facilitator',
    organisationId: null,
    passwordHash: 'x',
  });
});
afterAll(() => owner.end());

async function sweep(): Promise<void> {
  const failures: SweepFailure[] = [];
  await owner.query('update trajectory_term set look_at = now()');
  await sweepEffects(test.db, '5 minutes', { onFailed: (failure) => void failures.push(failure) });
  expect(failures).toEqual([]);
}

/** A trajectory in which somebody said something everywhere, and that is stopped. */
async function stopped(): Promise<StoredTrajectoryDriver> {
  const trajectory = await new StoredTrajectoryDriver(test.db, {
    facilitatorId: facilitator,
    managerId: randomUUID(),
  }).begin(`${MARK} Slotermeer`);
  await trajectory.exchange(organisationId);
  for (const lane of ['resident', 'professional'] as const) await met(trajectory, lane);
  await trajectory.do({ type: 'Stop', reason: `${MARK} het is klaar` });
  await beside(trajectory.id);
  return trajectory;
}

async function met(trajectory: StoredTrajectoryDriver, lane: 'resident' | 'professional'): Promise<void> {
  const sessionId = await trajectory.planned(lane);
  await trajectory.do({ type: 'OpenSession', sessionId });
  const live = new LiveDriver(test.db, { sessionId, trajectoryId: trajectory.id, lane });
  const stepId = await live.writing(facilitator);
  const participant = lane === 'resident' ? { participant: 'a' } : { participant: 'a', organisationId };
  const cardId = randomUUID();
  await live.do(
    {
      type: 'AddCard',
      cardId,
      stepId,
      kind: 'weak_spot',
      theme: 'liveability',
      text: `${MARK} op een kaartje`,
      place: { lng: 4.825, lat: 52.375, label: `${MARK} bij de brug` },
      ownerHash: createHash('sha256').update('geheim').digest('hex'),
    },
    participant,
  );
  await live.do({ type: 'ParkNote', noteId: randomUUID(), text: `${MARK} geparkeerd` }, participant);
  await live.do(
    { type: 'MakeCluster', clusterId: randomUUID(), title: `${MARK} bijeen`, cardIds: [cardId] },
    { facilitator },
  );
  await trajectory.do({ type: 'CloseSession', sessionId });
  await owner.query(`insert into ${lane}_minutes (session_id, edition, content) values ($1, 1, $2)`, [
    sessionId,
    JSON.stringify({ summary: MARK }),
  ]);
  await owner.query(
    `insert into ${lane}_minutes_file (report_id, session_id, edition, mime, file_name, body) values ($1, $2, 1, 'text/html', $3, $3::text::bytea)`,
    [randomUUID(), sessionId, MARK],
  );
}

/** What others than commands and meetings leave. */
async function beside(trajectoryId: string): Promise<void> {
  const [linkId, reportId, readerId] = [randomUUID(), randomUUID(), randomUUID()];
  await owner.query(`insert into public_facts (trajectory_id, hash, body) values ($1, 'h', $2)`, [trajectoryId, MARK]);
  await owner.query(
    `insert into report_document (report_id, trajectory_id, step, file_name, body, error_detail) values ($1, $2, 'done', $3, $3::text::bytea, $3)`,
    [reportId, trajectoryId, MARK],
  );
  await owner.query(`insert into report_link (link_id, trajectory_id, report_id, token_hash) values ($1, $2, $3, $4)`, [
    linkId,
    trajectoryId,
    reportId,
    randomBytes(32),
  ]);
  await owner.query(
    `insert into report_reader (id, link_id, trajectory_id, organisation_id, token_hash, token, address) values ($1, $2, $3, $4, $5, $6, $6 || '@example.nl')`,
    [readerId, linkId, trajectoryId, organisationId, randomBytes(32), MARK],
  );
  await owner.query(
    `insert into report_reaction (id, reader_id, part, kind, text) values ($1, $2, 'p', 'dissent', $3)`,
    [randomUUID(), readerId, MARK],
  );
  await owner.query(
    `insert into session_invitee (id, session_id, trajectory_id, organisation_id, address)
     select gen_random_uuid(), session_id, $1, $2, $3 || '@example.org' from session_index where trajectory_id = $1 and lane = 'professional'`,
    [trajectoryId, organisationId, MARK],
  );
  await owner.query(`insert into outbox (dedupe_key, job, payload) values ($1, 'reports.render', $2)`, [
    `reports.render:${reportId}`,
    JSON.stringify({ trajectoryId, reportId, attempt: 1 }),
  ]);
}

/** Every row of every table in which these words stand, by table, whatever the kind of its columns. */
async function tablesWith(words: string): Promise<Record<string, number>> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await owner.query<{ many: number }>(
      // bytes are shown in hexadecimal
      `select count(*)::int as many from ${name} t where strpos(t::text, $1) > 0 or strpos(t::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0`,
      [words],
    );
    if (rows[0]!.many > 0) found[name] = rows[0]!.many;
  }
  return found;
}
/** As if nothing had happened in it for so long. */
const quiet = (id: string, time: string) =>
  owner.query('update journal set at = at - $2::interval where trajectory_id = $1', [id, time]);
const isThere = async (id: string): Promise<boolean> =>
  ((await owner.query('select from trajectory where id = $1', [id])).rowCount ?? 0) > 0;

describe('the term of a template', () => {
  it('[P44] erases a trajectory with all that was said in it, from every table, and leaves a row without content', async () => {
    const trajectory = await stopped();
    const before = await tablesWith(MARK);
    // the walk finds what it looks for
    expect(Object.keys(before).length).toBeGreaterThan(10);
    await quiet(trajectory.id, '25 months');
    await sweep();
    expect(await tablesWith(MARK)).toEqual({});
    // and each table in which it stood is to be written anew
    const { rows } = await owner.query<{ name: string }>(
      `select 'public.' || table_name as name from table_rewrite where wanted > 0`,
    );
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(before)));
    // by its id alone: that it was, who did what (two years), and receipts that say nothing
    const byId = ['public.effect_receipt', 'public.audit_entry'];
    expect(Object.keys(await tablesWith(trajectory.id)).filter((name) => !byId.includes(name))).toEqual([
      'public.trajectory_erased',
    ]);
    expect(
      (
        await owner.query('select months, cards, documents, links from trajectory_erased where trajectory_id = $1', [
          trajectory.id,
        ])
      ).rows,
    ).toEqual([{ months: 24, cards: 2, documents: 1, links: 1 }]);
  });

  it('[P60] erases nothing of a trajectory that is held, by no way and at no moment, and all of it once it is let go', async () => {
    const { id } = await stopped();
    expect(await changeHold(test.db, id, { reason: 'bezwaar', expectedVersion: 0, by: facilitator })).toBeUndefined();
    await owner.query(
      `insert into report_document (report_id, trajectory_id, step, file_name, error_detail) values ($1, $2, 'failed', $3, $3)`,
      [randomUUID(), id, MARK],
    );
    await owner.query(
      `insert into audit_entry (at, kind, action, trajectory_id) values (now() - interval '9 years', 'exports', 'exportJournal', $1)`,
      [id],
    );
    await quiet(id, '10 years');
    const old = `select from audit_entry where trajectory_id = $1 and at < now() - interval '8 years'`;
    const rows = async (): Promise<Record<string, number | null>> => ({
      ...(await tablesWith(MARK)),
      recorded: (await owner.query(old, [id])).rowCount,
    });
    await owner.query(`update report_document set updated_at = now() - interval '10 years' where trajectory_id = $1`, [
      id,
    ]);
    await owner.query(`update report_reader set kept_at = now() - interval '10 years' where trajectory_id = $1`, [id]);
    // the order in which residents wrote goes all the same, with its words unchanged
    await sweep();
    const before = await rows();
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining(['public.session_invitee', 'public.report_reader', 'public.report_document']),
    );
    expect(before).toMatchObject({ 'public.report_document': 2, recorded: 1 });
    await sweep();
    expect(await rows()).toEqual(before);
    expect(await changeHold(test.db, id, { reason: null, expectedVersion: 1, by: facilitator })).toBeUndefined();
    await sweep();
    expect(await rows()).toEqual({ recorded: 0 });
  });

  it('[P44] lets a trajectory be that is inside its term, that goes on, or that somebody holds', async () => {
    const [inside, held] = [await stopped(), await stopped()];
    const going = await new StoredTrajectoryDriver(test.db, {
      facilitatorId: facilitator,
      managerId: randomUUID(),
    }).begin('Geuzenveld');
    await quiet(inside.id, '23 months');
    await quiet(going.id, '10 years');
    await quiet(held.id, '10 years');
    await owner.query(
      `update trajectory_term set held_because = 'bezwaar', held_by = $2, held_at = now() where trajectory_id = $1`,
      [held.id, facilitator],
    );
    await sweep();
    expect([await isThere(inside.id), await isThere(going.id), await isThere(held.id)]).toEqual([true, true, true]);
    await owner.query(
      'update trajectory_term set held_because = null, held_by = null, held_at = null where trajectory_id = $1',
      [held.id],
    );
    await sweep();
    expect([await isThere(inside.id), await isThere(held.id)]).toEqual([true, false]);
  });

  it('[P44] lets a completed trajectory be until what it waits for, such as its review', async () => {
    const { id } = await new StoredTrajectoryDriver(test.db, {
      facilitatorId: facilitator,
      managerId: randomUUID(),
    }).begin('Osdorp');
    await owner.query(`update trajectory set phase = 'completed' where id = $1`, [id]);
    await quiet(id, '10 years');
    await sweep();
    expect(await isThere(id)).toBe(true);
    await owner.query(`update timer set status = 'cancelled' where trajectory_id = $1`, [id]);
    await sweep();
    expect(await isThere(id)).toBe(false);
  });

  it('[P61] is not erased by whoever began before it was held', async () => {
    const { id } = await stopped();
    await quiet(id, '25 months');
    const holding = new pg.Client({ connectionString: test.url });
    await holding.connect();
    try {
      await holding.query('begin');
      await holding.query(`update trajectory_term set held_because = 'bezwaar' where trajectory_id = $1`, [id]);
      // it looks whether the trajectory is past its term, and waits for the row that somebody is changing
      const erasing = test.db.asRole({ role: 'bb_eraser', trajectoryId: id }, (tx) =>
        tx.selectNoFrom((none) => none.fn('erase_trajectory', [none.val(id), none.val(0)]).as('done')).execute(),
      );
      const refused = expect(erasing).rejects.toMatchObject({ code: '42501' });
      await expect
        .poll(async () => (await owner.query(`select from pg_locks where not granted`)).rowCount)
        .toBeGreaterThan(0);
      await holding.query('commit');
      await refused;
      expect(await isThere(id)).toBe(true);
    } finally {
      await holding.end();
    }
  });

  it('[P45] is kept by the database: nobody erases a trajectory sooner, whatever is asked', async () => {
    const { id: trajectoryId } = await stopped();
    const asEraser = <T>(work: Parameters<typeof test.db.asRole<T>>[1]) =>
      test.db.asRole({ role: 'bb_eraser', trajectoryId }, work);
    expect(
      (
        await asEraser((tx) =>
          tx.deleteFrom('resident_contribution').where('trajectory_id', '=', trajectoryId).executeTakeFirst(),
        )
      ).numDeletedRows,
    ).toBe(0n);
    await expect(
      asEraser((tx) =>
        tx
          .selectNoFrom((none) => none.fn('erase_trajectory', [none.val(trajectoryId), none.val(0)]).as('done'))
          .execute(),
      ),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(asEraser((tx) => tx.deleteFrom('journal').execute())).rejects.toMatchObject({ code: '42501' });
    await expect(test.db.pool.query('select erase_trajectory($1, 0)', [trajectoryId])).rejects.toMatchObject({
      code: '42501',
    });
  });
});
