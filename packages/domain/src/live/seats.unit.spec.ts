import { describe, expect, it } from 'vitest';
import { usualStep } from './exercise.ts';
import { type LiveCommand, liveCommandSchemas, SESSION_LIMITS } from './live.commands.ts';
import { decideLive, type LiveMeta } from './live.decide.ts';
import { evolveLive } from './live.evolve.ts';
import { type Card, emptyLive, type LiveState } from './live-state.ts';
import { harvestOf } from './harvest.ts';
import { projectLive } from './project.ts';

const CARD = '00000000-0000-4000-8000-000000000001';
const WRITING = usualStep('writing', 'brainwriting');

const meta = (who: string, more: Partial<LiveMeta> = {}): LiveMeta => ({
  now: '2026-11-24T19:00:00.000Z',
  status: 'open',
  caller: {
    role: who === 'facilitator' ? 'facilitator' : 'participant',
    organisationId: null,
    voter: (scope) => `${scope}.${who}`,
  },
  commandId: 'command',
  suspect: false,
  invented: false,
  committed: null,
  ...more,
});
const command = (input: { readonly type: keyof typeof liveCommandSchemas } & Record<string, unknown>): LiveCommand =>
  liveCommandSchemas[input.type].parse(input) as LiveCommand;
const card = (): LiveCommand =>
  command({ type: 'AddCard', cardId: CARD, stepId: 'writing', kind: 'signal', theme: 'youth', text: 'Een bankje' });
const after = (state: LiveState, one: LiveCommand, by: LiveMeta): LiveState => {
  const decision = decideLive(one, state, by);
  return decision.kind === 'refused'
    ? state
    : decision.events.reduce((folded, event) => evolveLive(folded, event, folded.seq + 1), state);
};
const begun = (): LiveState =>
  after(
    emptyLive('resident', [{ ...WRITING, hidden: false, moderated: false }]),
    command({ type: 'GoToStep', stepId: 'writing', expectedStep: null }),
    meta('facilitator'),
  );
const arrive = command({ type: 'Arrive' });
const leave = command({ type: 'Leave' });
const present = (state: LiveState): unknown =>
  (projectLive(state, 'open', 'projector').get('room') as { arrived: number }).arrived;

describe('[E249] who is there', () => {
  it('is counted without those who left, and with those who came back; the harvest counts all who took part', () => {
    let state = ['a', 'b', 'a'].reduce((folded, who) => after(folded, arrive, meta(who)), begun());
    expect(present(state)).toBe(2);
    state = after(after(state, leave, meta('a')), leave, meta('a'));
    expect([present(state), harvestOf(state).arrived]).toEqual([1, 2]);
    state = after(state, arrive, meta('a'));
    expect([present(state), harvestOf(state).arrived]).toEqual([2, 2]);
    // whoever never came cannot leave
    expect(after(state, leave, meta('c'))).toBe(state);
  });

  it('is counted for the organisation that was chosen last', () => {
    const of = (organisationId: string): LiveMeta => ({
      ...meta('a'),
      caller: { ...meta('a').caller, organisationId },
    });
    const state = after(after(begun(), arrive, of('one')), arrive, of('other'));
    expect(state.arrived).toEqual({ 'arrival.a': 'other' });
  });
});

describe('[E244] somebody who was put out', () => {
  const put = (out: boolean): LiveCommand => command({ type: 'PutOut', cardId: CARD, out });
  const written = (): LiveState => after(begun(), card(), meta('a'));
  const byFacilitator = meta('facilitator', { writer: 'cards.a' });

  it('sends nothing more but what takes back, leaves others alone, and is let in again', () => {
    const state = after(written(), put(true), byFacilitator);
    const park = command({ type: 'ParkNote', noteId: CARD, text: 'Later' });
    expect(decideLive(park, state, meta('a'))).toEqual({ kind: 'refused', code: 'SESSION.PUT_OUT' });
    expect(decideLive(arrive, state, meta('a'))).toEqual({ kind: 'refused', code: 'SESSION.PUT_OUT' });
    expect(decideLive(park, state, meta('b')).kind).toBe('accepted');
    const withdraw = command({ type: 'WithdrawCard', cardId: CARD, secret: 'x'.repeat(20) });
    expect(decideLive(withdraw, state, meta('a')).kind).toBe('accepted');
    expect(decideLive(park, after(state, put(false), byFacilitator), meta('a')).kind).toBe('accepted');
  });

  it('is somebody who wrote a card that is there and was shown, and no paper form; only a facilitator does it', () => {
    const unknown = { kind: 'refused', code: 'LIVE.ITEM_UNKNOWN' };
    expect(decideLive(put(true), begun(), byFacilitator)).toEqual(unknown);
    expect(decideLive(put(true), written(), meta('facilitator', { writer: null }))).toEqual(unknown);
    expect(decideLive(put(true), written(), meta('facilitator', { writer: 'paper:1' }))).toEqual(unknown);
    expect(decideLive(put(true), written(), meta('b', { writer: 'cards.a' }))).toMatchObject({
      code: 'LIVE.FACILITATOR_ONLY',
    });
  });

  it('is named in nothing that anybody sees', () => {
    const state = after(written(), put(true), byFacilitator);
    for (const audience of ['facilitator', 'projector', 'participant'] as const)
      expect(JSON.stringify([...projectLive(state, 'open', audience)])).not.toContain('cards.a');
  });

  it('is put out by another card as by the first: what comes of it tells nobody that both are theirs', () => {
    const outcome = (state: LiveState) => decideLive(put(true), state, byFacilitator);
    expect(outcome(after(written(), put(true), byFacilitator))).toEqual(outcome(written()));
  });
});

describe('[E254] a session', () => {
  const many = <T>(count: number, one: T): Record<string, T> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`id-${index}`, one]));

  it('takes in no more cards and seats than any meeting has, and helpers go on', () => {
    const full = {
      ...begun(),
      cards: many(SESSION_LIMITS.cards, { id: CARD } as Card),
      arrived: many(SESSION_LIMITS.seats, null),
    };
    expect(decideLive(card(), full, meta('a'))).toEqual({ kind: 'refused', code: 'LIVE.SESSION_FULL' });
    expect(decideLive(arrive, full, meta('a'))).toEqual({ kind: 'refused', code: 'LIVE.SESSION_FULL' });
    const paper = command({ ...(card() as object), type: 'AddCard', onBehalf: CARD });
    expect(decideLive(paper, full, meta('facilitator')).kind).toBe('accepted');
  });

  it('of a thousand people who each write ten cards is far below', () => {
    expect(SESSION_LIMITS.cards).toBeGreaterThanOrEqual(2 * 1_000 * 10);
    expect(SESSION_LIMITS.seats).toBeGreaterThanOrEqual(2 * 1_000);
  });
});
