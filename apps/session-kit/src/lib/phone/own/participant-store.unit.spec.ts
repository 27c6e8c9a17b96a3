import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { device } from '#lib/store/browser-store.ts';
import { FakeStorage } from '#lib/store/fake-storage.testing.ts';
import {
  changeOwn,
  draftOf,
  draftsOf,
  forgetCard,
  keepAnswer,
  keepCard,
  keepDraft,
  keepSecret,
  type OwnCard,
  ownOf,
  rememberJoined,
  secretOf,
  tokenOf,
} from './participant-store.ts';

const SESSION = 'session-a';
const LATER = '2999-01-01T00:00:00.000Z';
const card: OwnCard = {
  id: 'one',
  commandId: 'c',
  stepId: 'silent',
  kind: 'signal',
  theme: 'youth',
  text: 'Een bankje',
  place: null,
  parentId: null,
  confirmed: false,
  state: 'sending',
  problem: null,
};

let local: FakeStorage;

beforeEach(() => {
  local = new FakeStorage();
  vi.stubGlobal('window', {});
  vi.stubGlobal('localStorage', local);
  vi.stubGlobal('sessionStorage', new FakeStorage());
  rememberJoined(SESSION, 'token', LATER);
});

describe('secrets', () => {
  it('[P1] gives the server a hash of a secret that stays here', () => {
    const hash = keepSecret(SESSION, 'one');
    const secret = secretOf(SESSION, 'one')!;
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(hash).toBe(createHash('sha256').update(secret).digest('hex'));
    expect(keepSecret(SESSION, 'two')).not.toBe(hash);
  });

  it('keeps the same secret when the same card is sent again, and through joining again', () => {
    const hash = keepSecret(SESSION, 'one');
    rememberJoined(SESSION, 'another token', LATER);
    expect(keepSecret(SESSION, 'one')).toBe(hash);
  });

  it('leaves nothing of what was taken back', () => {
    keepSecret(SESSION, 'one');
    keepCard(SESSION, card);
    expect(ownOf(SESSION).cards).toEqual([card]);
    forgetCard(SESSION, 'one');
    expect([ownOf(SESSION).cards, secretOf(SESSION, 'one')]).toEqual([[], undefined]);
    expect(local.kept.get(`session.${SESSION}`)).not.toContain('bankje');
  });
});

describe('own things', () => {
  it('keeps a card once, as it is by now and in its place', () => {
    keepCard(SESSION, card);
    keepCard(SESSION, { ...card, id: 'two' });
    const { cards } = keepCard(SESSION, { ...card, state: 'sent' });
    expect(cards.map(({ id, state }) => [id, state])).toEqual([
      ['one', 'sent'],
      ['two', 'sending'],
    ]);
  });

  it('keeps one answer for each step, through joining again; who joins again arrives again', () => {
    keepAnswer(SESSION, 'dots', { answer: { exercise: 'dots', dots: {} }, state: 'sent', problem: null });
    keepAnswer(SESSION, 'dots', {
      answer: { exercise: 'dots', dots: { 'option:1': 2 } },
      state: 'draft',
      problem: null,
    });
    changeOwn(SESSION, (own) => ({ ...own, hasArrived: true }));
    rememberJoined(SESSION, 'another token', LATER);
    expect(ownOf(SESSION).answers).toEqual({
      dots: { answer: { exercise: 'dots', dots: { 'option:1': 2 } }, state: 'draft', problem: null },
    });
    expect(ownOf(SESSION).hasArrived).toBe(false);
  });

  it('keeps nothing for a session that was not joined', () => {
    keepCard('another session', card);
    expect(ownOf('another session').cards).toEqual([]);
    expect(local.kept.has('session.another session')).toBe(false);
  });

  it('[K41] are there for as long as the page is, when the storage is full from now on', () => {
    local.room = 0;
    keepCard(SESSION, card);
    const hash = keepSecret(SESSION, 'one');
    expect([ownOf(SESSION).cards, keepSecret(SESSION, 'one'), tokenOf(SESSION), device.keeps]).toEqual([
      [card],
      hash,
      'token',
      false,
    ]);
    local.room = Infinity;
    keepCard(SESSION, { ...card, state: 'sent' });
    expect([device.keeps, local.kept.get(`session.${SESSION}`)]).toEqual([true, expect.stringContaining('bankje')]);
  });
});

describe('joining', () => {
  it('lasts as long as the token', () => {
    expect(tokenOf(SESSION)).toBe('token');
    rememberJoined(SESSION, 'old', '2020-01-01T00:00:00.000Z');
    expect(tokenOf(SESSION)).toBeUndefined();
    expect(tokenOf('another session')).toBeUndefined();
  });

  it('[K41] is remembered by the page where the browser stores nothing', () => {
    vi.stubGlobal('localStorage', undefined);
    rememberJoined('session-b', 'token b', LATER);
    keepCard('session-b', card);
    keepDraft('session-b', 'silent', { kind: '', theme: '', text: 'half a sen' });
    expect([tokenOf('session-b'), ownOf('session-b').cards, device.keeps]).toEqual(['token b', [card], false]);
  });

  it('survives what somebody else, or an older page, left in the storage', () => {
    local.kept.set(`session.${SESSION}`, '{');
    expect(tokenOf(SESSION)).toBeUndefined();
    local.kept.set(
      `session.${SESSION}`,
      JSON.stringify({ token: 'old page', expiresAt: LATER, secrets: {}, own: ['one'] }),
    );
    expect(ownOf(SESSION).cards).toEqual([]);
    rememberJoined(SESSION, 'token', LATER);
    expect(tokenOf(SESSION)).toBe('token');
  });
});

it('keeps a draft for each form, and forgets it once it is empty', () => {
  keepDraft(SESSION, 'silent', { kind: 'signal', theme: 'youth', text: 'half a sen' });
  expect(draftOf(SESSION, 'silent')?.text).toBe('half a sen');
  expect(draftOf(SESSION, 'other')).toBeNull();
  keepDraft('session-b', 'silent', { kind: '', theme: '', text: 'elsewhere' });
  expect(draftsOf(SESSION).map(({ place, draft }) => [place, draft.text])).toEqual([['silent', 'half a sen']]);
  keepDraft(SESSION, 'silent', { kind: 'signal', theme: 'youth', text: ' ' });
  expect(draftOf(SESSION, 'silent')).toBeNull();
});
