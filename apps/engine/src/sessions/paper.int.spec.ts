import { randomUUID } from 'node:crypto';
import { StoredTrajectoryDriver } from '@buurtbalans/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, card, envelope, startEngineUnderTest, WRITING } from '../engine.testing.ts';

let engine: EngineUnderTest;
let session: Awaited<ReturnType<typeof engine.opened>>;
beforeAll(async () => {
  engine = await startEngineUnderTest();
  session = await engine.opened('resident');
});
afterAll(() => engine.stop());

const FIST = 'agreement-6';

async function form(query: string, sessionId = session.sessionId) {
  const response = await fetch(`${engine.base}/sessions/${sessionId}/paper-form?${query}`, {
    headers: { cookie: engine.cookies.facilitator },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
const give = async (command: object) =>
  (
    await engine.call('POST', `/sessions/${session.sessionId}/commands`, {
      role: 'facilitator',
      body: envelope(command),
    })
  ).status;

async function stored(): Promise<string> {
  const client = new pg.Client({ connectionString: engine.databaseUrl });
  await client.connect();
  const { rows } = await client.query('select body from resident_live_event');
  await client.end();
  return JSON.stringify(rows);
}

describe('paper forms', () => {
  it('are a booklet or the form of one step, as PDF or as a page, in the language that is asked for', async () => {
    const pdf = await form('');
    expect([pdf.status, pdf.headers.get('content-type'), pdf.headers.get('cache-control')]).toEqual([
      200,
      'application/pdf',
      'no-store',
    ]);
    expect(pdf.text.slice(0, 5)).toBe('%PDF-');
    const page = await form(`step=${WRITING}&format=html&language=en`);
    expect(page.text).toContain('<html lang="en">');
    expect(page.text).toContain('What do you see in the neighbourhood?');
    expect(page.text).toContain('Map of Vierkant');
    expect((await form('step=nothing')).status).toBe(404);
    expect((await form('language=ar')).status).toBe(400);
  });

  it('[K24] name what is judged while it lies before the room, and nothing else that was written', async () => {
    const body = card({ text: 'Donker pad langs het water' });
    expect(
      (await engine.call('POST', `/sessions/${session.sessionId}/commands`, { token: session.token, body })).status,
    ).toBe(200);
    const ofDots = async () => (await form('step=dots-5&format=html')).text;
    expect(await ofDots()).toContain('Donker pad langs het water');
    expect((await form(`step=${WRITING}&format=html`)).text).not.toContain('Donker pad');
    expect(await give({ type: 'ModerateCards', cardIds: [body.command.cardId], to: 'removed' })).toBe(200);
    expect(await ofDots()).not.toContain('Donker pad');
  });

  it('[K24] are not there for the facilitator of another trajectory', async () => {
    const other = await new StoredTrajectoryDriver(engine.db, {
      facilitatorId: engine.ids.programme_manager,
      managerId: engine.ids.programme_manager,
    }).begin('Geuzenveld');
    expect((await form('', await other.planned('resident'))).status).toBe(404);
    expect((await form('', randomUUID())).status).toBe(404);
  });

  it('[K22] an answer from paper that was taken back is erased', async () => {
    const onBehalf = randomUUID();
    expect(await give({ type: 'GoToStep', stepId: FIST, expectedStep: WRITING })).toBe(200);
    expect(
      await give({
        type: 'GiveAnswer',
        stepId: FIST,
        answer: { exercise: 'agreement', fingers: 1, need: 'een lamp bij de brug' },
        onBehalf,
      }),
    ).toBe(200);
    expect(await stored()).toContain('een lamp bij de brug');
    expect(await give({ type: 'TakeBackAnswer', stepId: FIST, onBehalf })).toBe(200);
    expect(await stored()).not.toContain('een lamp bij de brug');
    const { body } = await engine.call('GET', `/sessions/${session.sessionId}/live?audience=facilitator`, {
      role: 'facilitator',
    });
    expect((body['set'] as Record<string, { given: number }>)[`step:${FIST}`]!.given).toBe(0);
  });

  it('[K23] papers go in after the session closed, and come out of it again by the secret of whoever entered them', async () => {
    await engine.trajectory.do({ type: 'CloseSession', sessionId: session.sessionId });
    expect(await give({ type: 'GoToStep', stepId: 'brainwriting-3', expectedStep: FIST })).toBe(200);
    const paper = card({ text: 'Op papier geschreven', stepId: 'brainwriting-3', onBehalf: randomUUID() });
    expect(
      (await engine.call('POST', `/sessions/${session.sessionId}/commands`, { role: 'facilitator', body: paper }))
        .status,
    ).toBe(200);
    expect(
      await give({ type: 'WithdrawCard', cardId: paper.command.cardId, secret: 'a secret of another browser' }),
    ).toBe(404);
    expect(await give({ type: 'WithdrawCard', cardId: paper.command.cardId, secret: 'a secret of one browser' })).toBe(
      200,
    );
    expect(
      (
        await engine.call('POST', `/sessions/${session.sessionId}/commands`, {
          role: 'facilitator',
          body: { ...paper, commandId: randomUUID() },
        })
      ).status,
    ).toBe(200);
  });
});
