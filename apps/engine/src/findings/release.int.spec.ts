import { randomUUID } from 'node:crypto';
import type { Coincidence, ReleasePreview, TrajectoryView } from '@buurtbalans/contracts';
import { readTrajectory, saveOrganisation } from '@buurtbalans/database';
import type { Lane, Role } from '@buurtbalans/domain';
import { compose, renderHtml, toGeoJson } from '@buurtbalans/reports';
import { dayIn } from '@buurtbalans/testing';
import { takeSnapshot } from '@buurtbalans/workflow/documents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { card, type EngineUnderTest, envelope, startEngineUnderTest } from '../engine.testing.ts';

const PLACE = { lng: 4.8251, lat: 52.3751, label: 'Plein' };
let engine: EngineUnderTest;
beforeAll(async () => {
  engine = await startEngineUnderTest();
});
afterAll(() => engine.stop());

const path = (end: string): string => `/trajectories/${engine.trajectory.id}/${end}`;
const sent = (command: object, role: Role = 'facilitator', extra: object = {}) =>
  engine.call('POST', path('commands'), { role, body: envelope(command, extra) });
const viewOf = async (role: Role) =>
  (await engine.call('GET', `/trajectories/${engine.trajectory.id}`, { role })).body as unknown as TrajectoryView;

/** Comes into a session as somebody else. */
async function joined(code: string, body: object = {}): Promise<string> {
  return (await engine.call('POST', `/join/${code}`, { body })).body['token'] as string;
}

/** One participant writes a card; gives its id. */
async function written(sessionId: string, token: string, change: object = {}): Promise<string> {
  const body = card({ place: PLACE, ...change });
  const { status, body: answer } = await engine.call('POST', `/sessions/${sessionId}/commands`, { token, body });
  expect([status, answer]).toEqual([200, expect.anything()]);
  return body.command.cardId;
}

/** A meeting in which so many residents write a card of the square each, and the first of them some more. */
async function meeting(residents: number, more = 0): Promise<{ sessionId: string; cards: string[] }> {
  const { sessionId, token, code } = await engine.opened('resident');
  const tokens = [token];
  while (tokens.length < residents) tokens.push(await joined(code));
  const cards = [];
  for (const one of tokens) cards.push(await written(sessionId, one));
  for (let n = 0; n < more; n += 1) cards.push(await written(sessionId, token));
  return { sessionId, cards };
}

const release = (lane: Lane, sessionId: string, contributionIds: readonly string[], change: object = {}) => ({
  type: 'ReleaseStatement',
  statementId: randomUUID(),
  lane,
  // by letters alone: ten digits in a row are taken for a phone
  text: `Uitspraak ${randomUUID().replace(/\d|-/g, (sign) => (sign === '-' ? '' : 'ghijklmnop'[Number(sign)]!))}`,
  theme: 'youth',
  kind: 'signal',
  place: PLACE,
  sessionId,
  organisationType: null,
  contributionIds,
  ...change,
});
const stateOf = async () => (await readTrajectory(engine.db, engine.trajectory.id))!.state;
const previewed = async (lane: Lane, sessionId: string, contributionIds: readonly string[]) =>
  engine.call('POST', path(`lanes/${lane}/release-preview`), {
    role: 'facilitator',
    body: { sessionId, contributionIds, place: PLACE },
  });

describe('[P19] who stands behind a statement', () => {
  it('is counted by the engine: one resident with five cards is one, and no number that is sent is believed', async () => {
    const { sessionId, cards } = await meeting(2, 3);
    for (const lie of [{ sources: 50 }, { contributions: 50 }, { sources: 50, contributions: 50 }])
      expect((await sent(release('resident', sessionId, cards, lie))).body).toMatchObject({ code: 'COMMAND.INVALID' });
    const command = release('resident', sessionId, cards, { behind: { residents: 40, atPlace: 40 } });
    expect((await sent(command)).status).toBe(200);
    expect((await stateOf()).statements[command.statementId]!.behind).toEqual({ residents: 2, atPlace: 2 });
  });

  it('counts what is there, of that session and lane, and before the room; a repeat gets its first answer', async () => {
    const [{ sessionId, cards }, other] = [await meeting(2), await meeting(1)];
    for (const wrong of [[randomUUID()], [...cards, ...other.cards], other.cards])
      expect((await sent(release('resident', sessionId, wrong))).body).toMatchObject({
        code: 'TRAJECTORY.ITEM_NOT_FOUND',
      });
    const removed = { type: 'ModerateCards', cardIds: [cards[0]!], to: 'removed' };
    await engine.call('POST', `/sessions/${sessionId}/commands`, { role: 'facilitator', body: envelope(removed) });
    expect((await sent(release('resident', sessionId, cards))).status).toBe(404);
    const body = envelope(release('resident', sessionId, cards.slice(1)));
    const give = () => engine.call('POST', path('commands'), { role: 'facilitator', body });
    expect((await give()).body).toMatchObject({ repeated: false });
    await engine.call('POST', `/sessions/${sessionId}/commands`, {
      role: 'facilitator',
      body: envelope({ ...removed, cardIds: cards }),
    });
    expect((await give()).body).toMatchObject({ repeated: true });
  });

  it('the form is told beforehand what will be printed, by the same count, and no number of people', async () => {
    const few = await meeting(4, 4);
    const enough = await meeting(5);
    const told = async ({ sessionId, cards }: typeof few) =>
      (await previewed('resident', sessionId, cards)).body as unknown as ReleasePreview;
    expect(await told(few)).toEqual({
      leaves: { words: false, place: false, because: 'too_few' },
      withoutAgreement: [],
      threshold: 5,
    });
    expect((await told(enough)).leaves).toEqual({ words: true, place: true, because: 'enough' });
    for (const { sessionId, cards } of [few, enough]) {
      const command = release('resident', sessionId, cards);
      const { leaves } = await told({ sessionId, cards });
      expect((await sent(command)).status).toBe(200);
      const own = (await viewOf('facilitator')).statements.find(({ id }) => id === command.statementId)!;
      expect(own).toMatchObject({ text: command.text, leaves, told: leaves.words ? { count: 5 } : null });
      const adviser = (await viewOf('research_adviser')).statements.find(({ id }) => id === command.statementId)!;
      expect(adviser).toMatchObject(leaves.words ? { text: command.text, place: PLACE } : { text: '', place: null });
      const history = JSON.stringify((await engine.call('GET', path('journal'), { role: 'research_adviser' })).body);
      expect(history).not.toContain(command.text);
    }
    expect((await previewed('resident', few.sessionId, [randomUUID()])).status).toBe(404);
  });

  it('an organisation lets its words leave in its sharing commitment, and takes that back', async () => {
    const { sessionId, token } = await engine.opened('professional');
    const cards = [await written(sessionId, token), await written(sessionId, token)];
    const commitment = (words: boolean) => ({
      type: 'SignCommitment',
      organisationId: engine.organisationId,
      data: 'meldingen',
      purpose: 'gedeeld beeld',
      until: dayIn(365),
      words,
    });
    const preview = async () => (await previewed('professional', sessionId, cards)).body as unknown as ReleasePreview;
    await sent(commitment(false));
    expect(await preview()).toMatchObject({
      leaves: { words: false, place: false, because: 'not_agreed' },
      withoutAgreement: [engine.organisationId],
    });
    await sent(commitment(true));
    expect(await preview()).toMatchObject({ leaves: { words: true, place: true }, withoutAgreement: [] });
    const wrongKind = release('professional', sessionId, cards, { organisationType: 'school' });
    expect((await sent(wrongKind)).body).toMatchObject({ code: 'COMMAND.INVALID' });
    const command = release('professional', sessionId, cards, { organisationType: 'police' });
    expect((await sent(command)).status).toBe(200);
    const shown = async () =>
      (await viewOf('research_adviser')).statements.find(({ id }) => id === command.statementId)!;
    expect(await shown()).toMatchObject({ text: command.text, told: { count: 1, of: 'organisations' } });
    await sent(commitment(false));
    expect(await shown()).toMatchObject({ text: '', place: null, organisationType: null, told: null });
    await sent(commitment(true));
  });
});

describe('[P26] words that leave', () => {
  it.each([
    ['ReleaseStatement', { text: 'Meneer Jansen van Roëllstraat 40, tel 06-12345678, zorgt voor overlast' }],
    ['ReleaseStatement', { text: 'Overlast', place: { ...PLACE, label: 'bij Roëllstraat 40' } }],
    ['RecordFinding', { title: 'Meneer Jansen', text: 'x' }],
    ['OpenGap', { question: 'Woont mevrouw De Vries nog op nr. 12?' }],
    ['CommentOnIndicator', { indicatorId: 'population.one', text: 'bsn 111222333' }],
    ['RecordDissent', { text: 'Bel jan@voorbeeld.nl' }],
    ['PlanAction', { what: 'Praten met buurman Ahmed', result: '' }],
    ['SetArea', { name: 'Rond Jan de Vries' }],
    ['AddOrganisation', { name: 'Fatima El Amrani' }],
    ['Pause', { reason: 'Kees is ziek' }],
    ['RetractStatement', { reason: 'Op verzoek van Samira' }],
  ])('%s asks its author about %j', async (type, change) => {
    expect(await sent({ type, ...change })).toMatchObject({ status: 422, body: { code: 'CONTRIBUTION.PERSONAL' } });
    const confirmed = await sent({ type, ...change }, 'facilitator', { confirmedNotPersonal: true });
    expect(confirmed.body['code']).not.toBe('CONTRIBUTION.PERSONAL');
  });

  it('a comment is kept once its author says that it is about nobody', async () => {
    const comment = {
      type: 'CommentOnIndicator',
      indicatorId: 'population.one',
      text: 'Zie ook meneer Van Dam (1970)',
    };
    expect((await sent(comment, 'research_adviser')).status).toBe(422);
    expect((await sent(comment, 'research_adviser', { confirmedNotPersonal: true })).status).toBe(200);
  });

  it('the name of a place that is released lies beside the journal', async () => {
    const { sessionId, cards } = await meeting(5);
    const place = { ...PLACE, label: 'Bij Jan de Vries voor de deur' };
    const command = release('resident', sessionId, cards, { place });
    expect((await sent(command)).body).toMatchObject({ code: 'CONTRIBUTION.PERSONAL' });
    expect((await sent(command, 'facilitator', { confirmedNotPersonal: true })).status).toBe(200);
    const { rows } = await engine.db.pool.query('select 1 from journal where data::text like $1', ['%voor de deur%']);
    expect(rows).toEqual([]);
    const own = (await viewOf('facilitator')).statements.find(({ id }) => id === command.statementId)!;
    expect(own.place).toEqual(place);
  });

  it('the name of a place that a participant writes is looked at, too', async () => {
    const { sessionId, token } = await engine.opened('resident');
    const body = card({ place: { ...PLACE, label: 'Mevrouw Jansen, Kerkstraat 12' } });
    expect((await engine.call('POST', `/sessions/${sessionId}/commands`, { token, body })).body).toMatchObject({
      code: 'CONTRIBUTION.PERSONAL',
    });
  });
});

describe('[R123] three organisations and two residents', () => {
  const said = ['Politie: onrust', 'Zorg: ouderen blijven binnen', 'School: kinderen lopen om'];
  it('come out readable, and the two residents in no form', async () => {
    const small = await startEngineUnderTest();
    const before = engine;
    engine = small;
    try {
      const { trajectory, db } = small;
      const organisations = [small.organisationId, randomUUID(), randomUUID()];
      for (const [at, organisationId] of organisations.entries()) {
        if (at === 0) continue;
        const [name, type] = at === 1 ? (['Zorg', 'care'] as const) : (['School', 'school'] as const);
        await saveOrganisation(db, { id: organisationId, name, type });
        await trajectory.do({ type: 'AddOrganisation', organisationId, name, organisationType: type, ring: 'core' });
        await trajectory.do({
          type: 'SignCommitment',
          organisationId,
          data: 'x',
          purpose: 'x',
          until: dayIn(365),
          words: true,
        });
      }
      const { sessionId, code } = await small.opened('professional');
      const statements: string[] = [];
      for (const [at, organisationId] of organisations.entries()) {
        const token = await joined(code, { organisationId });
        const command = release('professional', sessionId, [await written(sessionId, token)], {
          text: said[at],
          place: at === 2 ? null : PLACE,
        });
        expect((await sent(command)).status).toBe(200);
        statements.push(command.statementId);
      }
      const two = await meeting(2, 6);
      const hidden = release('resident', two.sessionId, two.cards, {
        text: 'Wat twee bewoners zeiden',
        place: { lng: 4.8281, lat: 52.3781, label: 'Achterpad' },
      });
      expect((await sent(hidden)).status).toBe(200);
      for (const session of [sessionId, two.sessionId])
        await trajectory.do({ type: 'CloseSession', sessionId: session });
      for (let n = 0; n < 3; n += 1) {
        const other = await trajectory.planned('professional');
        await trajectory.do({ type: 'OpenSession', sessionId: other });
        await trajectory.do({ type: 'CloseSession', sessionId: other });
      }
      await trajectory.do({ type: 'AdvancePhase', from: 'exchange' });
      const find = async (statementIds: string[], place: object | null, title: string) => {
        const findingId = randomUUID();
        const finding = { findingId, title, text: title, theme: 'youth', place, testable: false };
        expect((await sent({ type: 'RecordFinding', ...finding })).status).toBe(200);
        expect((await sent({ type: 'SetEvidence', findingId, statementIds, indicatorIds: [] })).status).toBe(200);
      };
      await find(statements, PLACE, 'Het plein');
      await find([hidden.statementId], hidden.place, 'Het pad');
      const reportId = randomUUID();
      const ask = { type: 'RequestReport', reportId, document: 'shared-picture', format: 'html', language: 'nl' };
      expect((await sent(ask)).status).toBe(200);
      const snapshot = await takeSnapshot(db, trajectory.id, (await stateOf()).reports[reportId]!, null);
      const html = renderHtml(compose(snapshot, 'shared-picture', 'nl'));
      for (const words of said) expect(html).toContain(words);
      expect(html).toContain('(1 organisatie)');
      const map = toGeoJson(snapshot, 'shared-picture').body.toString();
      const coincidence = (await small.call('GET', path('coincidence'), { role: 'facilitator' })).body;
      expect((coincidence['items'] as Coincidence[]).map(({ label, sources }) => [label, sources])).toEqual([
        ['Plein', 2],
      ]);
      expect(snapshot.coincidence).toEqual(coincidence['items']);
      expect(map).toContain('Plein');
      for (const form of [html, map, JSON.stringify(coincidence)]) {
        expect(form).not.toContain('twee bewoners');
        expect(form).not.toContain('Achterpad');
      }
      const seen = await viewOf('research_adviser');
      expect(seen.statements).toHaveLength(4);
      const adviser = JSON.stringify(seen);
      expect(adviser).not.toContain('Wat twee bewoners zeiden');
      expect(adviser).not.toContain('Achterpad');
    } finally {
      engine = before;
      await small.stop();
    }
  });
});
