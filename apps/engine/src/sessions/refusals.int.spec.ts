import { randomUUID } from 'node:crypto';
import { saveSessionCode } from '@buurtbalans/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, card, envelope, startEngineUnderTest, WRITING } from '../engine.testing.ts';

let engine: EngineUnderTest;

beforeAll(async () => {
  engine = await startEngineUnderTest();
});
afterAll(() => engine?.stop());

/** A session with its three ways in: commands of a participant and of the facilitator, and what an audience sees. */
async function session(lane: 'professional' | 'resident') {
  const { sessionId, token, code } = await engine.opened(lane);
  const path = `/sessions/${sessionId}`;
  const send = (command: object) => engine.call('POST', `${path}/commands`, { token, body: envelope(command) });
  const direct = (command: object) =>
    engine.call('POST', `${path}/commands`, { role: 'facilitator', body: envelope(command) });
  const shown = async (audience: string) =>
    (await engine.call('GET', `${path}/live?audience=${audience}`, { role: 'facilitator' })).body.set as Record<
      string,
      unknown
    >;
  return { sessionId, token, code, send, direct, shown };
}

describe('[K30] the words of an answer', () => {
  const steps = {
    'check-in-1': { exercise: 'check_in', word: 'boos op meneer Jansen' },
    'agreement-8': { exercise: 'agreement', fingers: 1, need: 'eerst praten met mevrouw De Vries' },
    'evaluation-9': { exercise: 'evaluation', useful: 4, heard: 2, sentence: 'bel mij op 06 12345678' },
  } as const;

  it.each(Object.entries(steps))(
    'are warned about in %s, and sent all the same they wait for the facilitator',
    async (stepId, answer) => {
      const { send, direct, shown } = await session('resident');
      await direct({
        type: 'SetScript',
        expectedScript: 1,
        steps: [
          { id: WRITING, exercise: 'silent_writing', minutes: 5 },
          { id: stepId, exercise: answer.exercise, minutes: 5 },
        ],
        showOrganisations: false,
      });
      await direct({ type: 'GoToStep', stepId, expectedStep: WRITING });
      const words = Object.values(answer).find((value) => typeof value === 'string' && value.includes(' '))!;
      const given = { type: 'GiveAnswer', stepId, answer };
      expect((await send(given)).body).toMatchObject({
        status: 422,
        code: 'CONTRIBUTION.PERSONAL',
        details: { spans: [expect.any(String)] },
      });
      expect(JSON.stringify(await shown('facilitator'))).not.toContain(words);
      expect((await send({ ...given, confirmedNotPersonal: true })).status).toBe(200);
      expect(JSON.stringify(await shown('projector'))).not.toContain(words);
      expect((await shown('facilitator'))[`said:${stepId}:${words}`]).toEqual({
        text: words,
        count: 1,
        moderation: 'waiting',
        suspect: true,
      });
      await direct({ type: 'ModerateText', stepId, text: words, to: 'shown' });
      expect(JSON.stringify(await shown('projector'))).toContain(words);
    },
  );
});

describe('[K30] the words of a facilitator', () => {
  it.each([
    [
      'a promise',
      { type: 'MakePromise', what: 'Mevrouw De Vries terugbellen', ownerOrganisationId: null, owner: 'het buurtteam' },
      'promiseId',
      'promise',
    ],
    [
      'its owner',
      { type: 'MakePromise', what: 'Lampen nalopen', ownerOrganisationId: null, owner: 'meneer Jansen' },
      'promiseId',
      'promise',
    ],
    ['the parking lot', { type: 'ParkNote', text: 'Wat doen we met meneer Jansen?' }, 'noteId', 'note'],
  ] as const)(
    'are warned about in %s, and stored once the facilitator says that they are about nobody',
    async (_, words, idOf, kind) => {
      const { direct, shown } = await session('resident');
      const id = randomUUID();
      const given = { ...words, [idOf]: id };
      expect((await direct(given)).body).toMatchObject({
        status: 422,
        code: 'CONTRIBUTION.PERSONAL',
        details: { spans: [expect.any(String)] },
      });
      expect((await shown('facilitator'))[`${kind}:${id}`]).toBeUndefined();
      expect((await direct({ ...given, confirmedNotPersonal: true })).status).toBe(200);
      expect((await shown('projector'))[`${kind}:${id}`]).toBeDefined();
    },
  );
});

describe('[K31] a text that is too long', () => {
  it('is refused with its length, wherever it was written', async () => {
    const { send } = await session('professional');
    const { command } = card();
    const text = ` ${'x'.repeat(10_000)} `;
    expect((await send({ ...command, text })).body).toMatchObject({
      status: 400,
      code: 'CONTRIBUTION.TOO_LONG',
      details: { length: 10_000, limit: 1_000 },
    });
    expect((await send({ type: 'ParkNote', noteId: command.cardId, text })).body).toMatchObject({
      code: 'CONTRIBUTION.TOO_LONG',
      details: { limit: 300 },
    });
    expect(
      (await send({ type: 'GiveAnswer', stepId: WRITING, answer: { exercise: 'agreement', fingers: 1, need: text } }))
        .body,
    ).toMatchObject({ code: 'CONTRIBUTION.TOO_LONG', details: { limit: 300 } });
    expect((await send({ ...command, text: 'x'.repeat(1_000) })).status).toBe(200);
    expect((await send({ ...command, kind: 'nothing of ours' })).body).toMatchObject({ code: 'REQUEST.INVALID' });
  });
});

describe('[K3] more dots than somebody has', () => {
  it('are refused with what to do, and what was given before still stands', async () => {
    const { send, direct, shown } = await session('resident');
    const options = ['Meer licht', 'Een buurthuis'];
    await direct({
      type: 'SetScript',
      expectedScript: 1,
      steps: [
        { id: WRITING, exercise: 'silent_writing', minutes: 5 },
        { id: 'dots-1', exercise: 'dots', minutes: 5, budget: 3, items: 'options', options },
      ],
      showOrganisations: false,
    });
    await direct({ type: 'GoToStep', stepId: 'dots-1', expectedStep: WRITING });
    const give = (dots: object) => send({ type: 'GiveAnswer', stepId: 'dots-1', answer: { exercise: 'dots', dots } });
    expect((await give({ 'option:0': 2 })).status).toBe(200);
    expect((await give({ 'option:0': 2, 'option:1': 2 })).body).toMatchObject({
      status: 422,
      code: 'LIVE.OVER_BUDGET',
      detail: expect.stringContaining('Haal iets weg'),
    });
    expect(await shown('facilitator')).toMatchObject({
      'step:dots-1': { result: { answered: 1 } },
      'item:dots-1:option:0': { points: 2 },
      'item:dots-1:option:1': { points: 0 },
    });
  });
});

describe('[K32] a code that expired in the middle of a session', () => {
  it('keeps inside who is inside, and tells a newcomer what to do', async () => {
    const { sessionId, code, send, shown } = await session('resident');
    // the engine may not move the end of a code: the same code once more, with an end that is past
    await engine.db.asRole({ role: 'bb_engine', sessionId }, (tx) =>
      tx.deleteFrom('session_code').where('session_id', '=', sessionId).execute(),
    );
    await saveSessionCode(engine.db, sessionId, code, new Date(Date.now() - 1_000));
    for (const answer of [
      await engine.call('GET', `/join/${code}`),
      await engine.call('POST', `/join/${code}`, { body: {} }),
    ]) {
      expect(answer.body).toMatchObject({ status: 410, code: 'SESSION.CODE_EXPIRED', title: 'Deze code is verlopen' });
    }
    const { command } = card();
    expect((await send(command)).status).toBe(200);
    expect(await shown('projector')).toHaveProperty(`card:${command.cardId}`);
    const renewed = (await engine.call('POST', `/sessions/${sessionId}/code`, { role: 'facilitator' })).body
      .code as string;
    expect(renewed).not.toBe(code);
    expect((await engine.call('POST', `/join/${renewed}`, { body: {} })).status).toBe(200);
    expect((await engine.call('GET', `/join/${code}`)).body).toMatchObject({ code: 'SESSION.CODE_UNKNOWN' });
  });
});
