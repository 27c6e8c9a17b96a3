import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changeOwn, draftOf, draftsOf, forgetCard, keepAnswer, keepCard, keepDraft, keepSecret, type OwnCard, ownOf, rememberJoined, secretOf, tokenOf } from './participant-store.ts';

const SESSION = 'session-a';
const LATER = '2999-01-01T00:00:00.000Z';
const card: OwnCard = { id: 'one', commandId: 'c', stepId: 'silent', kind: 'signal', theme: 'youth', text: 'Een bankje', place: null, parentId: null, confirmed: false, state: 'sending', problem: null };

/** What a browser's storage does, for as long as one test. */
function storage() {
  const kept = new Map<string, string>();
  return { kept, getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key), key: (index: number) => [...kept.keys()][index] ?? null, get length() { return kept.size; } };
}
let local: ReturnType<typeof storage>;

beforeEach(() => {
  local = storage();
  vi.stubGlobal('localStorage', local);
  vi.stubGlobal('sessionStorage', storage());
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
    expect(cards.map(({ id, state }) => [id, state])).toEqual([['one', 'sent'], ['two', 'sending']]);
  });

  it('keeps one answer for each step, through joining again; who joins again arrives again', () => {
    keepAnswer(SESSION, 'dots', { answer: { exercise: 'dots', dots: {} }, state: 'sent', problem: null });
    keepAnswer(SESSION, 'dots', { answer: { exercise: 'dots', dots: { 'option:1': 2 } }, state: 'draft', problem: null });
    changeOwn(SESSION, (own) => ({ ...own, hasArrived: true }));
    rememberJoined(SESSION, 'another token', LATER);
    expect(ownOf(SESSION).answers).toEqual({ dots: { answer: { exercise: 'dots', dots: { 'option:1': 2 } }, state: 'draft', problem: null } });
    expect(ownOf(SESSION).hasArrived).toBe(false);
  });

  it('keeps nothing for a session that was not joined', () => {
    keepCard('another session', card);
    expect(ownOf('another session').cards).toEqual([]);
    expect(local.kept.has('session.another session')).toBe(false);
  });

  it('goes on when the storage is full', () => {
    vi.stubGlobal('localStorage', { ...local, setItem: () => { throw new DOMException('full', 'QuotaExceededError'); } });
    expect(() => keepCard(SESSION, card)).not.toThrow();
  });
});

describe('joining', () => {
  it('lasts as long as the token', () => {
    expect(tokenOf(SESSION)).toBe('token');
    rememberJoined(SESSION, 'old', '2020-01-01T00:00:00.000Z');
    expect(tokenOf(SESSION)).toBeUndefined();
    expect(tokenOf('another session')).toBeUndefined();
  });

  it('survives what somebody else, or an older page, left in the storage', () => {
    local.kept.set(`session.${SESSION}`, '{');
    expect(tokenOf(SESSION)).toBeUndefined();
    local.kept.set(`session.${SESSION}`, JSON.stringify({ token: 'old page', expiresAt: LATER, secrets: {}, own: ['one'] }));
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
