import { createHash, randomUUID } from 'node:crypto';
import type { TrajectoryView } from '@buurtbalans/contracts';
import { readTrajectory } from '@buurtbalans/database';
import { compose, renderHtml } from '@buurtbalans/reports';
import { takeSnapshot } from '@buurtbalans/workflow/documents';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { card, type EngineUnderTest, envelope, startEngineUnderTest } from '../engine.testing.ts';

const PLACE = { lng: 4.8251, lat: 52.3751, label: 'Plein' };
const TEXT = 'Bij het plein ligt vaak vuil.';
const SECRET = 'a secret that one browser holds';
let engine: EngineUnderTest;
beforeAll(async () => {
  engine = await startEngineUnderTest();
});
afterAll(() => engine.stop());

const sent = (command: object) =>
  engine.call('POST', `/trajectories/${engine.trajectory.id}/commands`, {
    role: 'facilitator',
    body: envelope(command),
  });
const stateOf = async () => (await readTrajectory(engine.db, engine.trajectory.id))!.state;
const view = async () =>
  (await engine.call('GET', `/trajectories/${engine.trajectory.id}`, { role: 'facilitator' }))
    .body as unknown as TrajectoryView;

/** What a document that is asked for now says. */
async function said(document: 'shared-picture' | 'resident-edition'): Promise<string> {
  const reportId = randomUUID();
  const answer = await sent({ type: 'RequestReport', reportId, document, format: 'html', language: 'nl' });
  const made = (answer.body['reportId'] as string | undefined) ?? reportId;
  const report = (await stateOf()).reports[made]!;
  return renderHtml(compose(await takeSnapshot(engine.db, engine.trajectory.id, report, null), document, 'nl'));
}

it('[R160] [R161] [R162] who takes back what they wrote stands behind nothing from then on, in whatever is made afterwards', async () => {
  const { sessionId, token, code } = await engine.opened('resident');
  const writers: { token: string; cardId: string }[] = [];
  for (let n = 0; n < 6; n += 1) {
    const as = n === 0 ? token : ((await engine.call('POST', `/join/${code}`, { body: {} })).body['token'] as string);
    const body = card({ place: PLACE, text: TEXT, ownerHash: createHash('sha256').update(SECRET).digest('hex') });
    await engine.call('POST', `/sessions/${sessionId}/commands`, { token: as, body });
    writers.push({ token: as, cardId: body.command.cardId });
  }
  const withdraw = async (some: typeof writers) => {
    for (const { token: as, cardId } of some)
      expect(
        (
          await engine.call('POST', `/sessions/${sessionId}/commands`, {
            token: as,
            body: envelope({ type: 'WithdrawCard', cardId, secret: SECRET }),
          })
        ).status,
      ).toBe(200);
  };
  await sent({ type: 'CloseSession', sessionId });
  await engine.trajectory.approved();
  const statementId = randomUUID();
  const release = {
    type: 'ReleaseStatement',
    statementId,
    lane: 'resident',
    text: TEXT,
    theme: 'youth',
    kind: 'signal',
    place: PLACE,
    sessionId,
    organisationType: null,
    contributionIds: writers.map(({ cardId }) => cardId),
  };
  expect((await sent(release)).status).toBe(200);
  expect((await sent({ type: 'ApproveSharedPicture', changes: '' })).status).toBe(200);
  expect(await said('shared-picture')).toContain(TEXT);
  const approved = Object.values((await stateOf()).reports).at(-1)!;
  const before = await takeSnapshot(engine.db, engine.trajectory.id, approved, null);

  // one of six: still enough, by another number
  await withdraw(writers.slice(0, 1));
  expect((await view()).statements).toMatchObject([{ id: statementId, lost: true, told: { count: 5 } }]);
  expect((await stateOf()).sharedPicture.approvedAt).toBeNull();
  expect(await said('shared-picture')).toContain('(5 bewoners)');
  await sent({ type: 'ApproveSharedPicture', changes: '' });

  // three more, and nobody looks at a screen before the document is asked for
  await withdraw(writers.slice(1, 4));
  for (const document of ['shared-picture', 'resident-edition'] as const)
    expect(await said(document)).not.toContain(TEXT);
  expect((await stateOf()).statements[statementId]!.behind).toEqual({ residents: 2, atPlace: 2 });
  expect((await view()).statements).toMatchObject([{ lost: true, told: null, leaves: { words: false, place: false } }]);
  const coincidence = await engine.call('GET', `/trajectories/${engine.trajectory.id}/coincidence`, {
    role: 'facilitator',
  });
  expect(JSON.stringify(coincidence.body)).not.toContain('"residents"');

  // all of them; approved again, it still says nothing, and what was approved before stays as it was
  await withdraw(writers.slice(4));
  expect((await sent({ type: 'ApproveSharedPicture', changes: '' })).status).toBe(200);
  for (const document of ['shared-picture', 'resident-edition'] as const)
    expect(await said(document)).not.toContain(TEXT);
  expect((await stateOf()).statements[statementId]!.behind).toEqual({ residents: 0, atPlace: 0 });
  expect(await takeSnapshot(engine.db, engine.trajectory.id, approved, null)).toEqual(before);

  // of what was taken back the table has no card, and no role reads it
  const { rows } = await engine.db.pool.query('select * from count_behind($1)', [engine.trajectory.id]);
  expect(rows).toMatchObject([{ residents: 0 }]);
  await expect(engine.db.pool.query('select * from statement_card')).rejects.toThrow(/permission denied/);
});
