import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { draftOf, forgetOwn, keepDraft, keepSecret, ownOf, rememberJoined, rememberOwn, secretOf, tokenOf } from './participant-store.ts';

const SESSION = 'session-a';
const LATER = '2999-01-01T00:00:00.000Z';

/** What a browser's storage does, for as long as one test. */
function storage() {
  const kept = new Map<string, string>();
  return { kept, getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) };
}
let local: ReturnType<typeof storage>;

beforeEach(() => {
  local = storage();
  vi.stubGlobal('localStorage', local);
  vi.stubGlobal('sessionStorage', storage());
  rememberJoined(SESSION, 'token', LATER);
});

describe('withdrawal secrets', () => {
  it('[P1] gives the server a hash of a secret that stays here', () => {
    const hash = keepSecret(SESSION, 'one');
    const secret = secretOf(SESSION, 'one')!;
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(hash).toBe(createHash('sha256').update(secret).digest('hex'));
    expect(keepSecret(SESSION, 'two')).not.toBe(hash);
  });

  it('keeps the same secret when the same contribution is sent again, and through joining again', () => {
    const hash = keepSecret(SESSION, 'one');
    rememberJoined(SESSION, 'another token', LATER);
    expect(keepSecret(SESSION, 'one')).toBe(hash);
  });

  it('leaves nothing of what was withdrawn', () => {
    keepSecret(SESSION, 'one');
    rememberOwn(SESSION, 'one');
    rememberOwn(SESSION, 'one');
    expect(ownOf(SESSION)).toEqual(['one']);
    forgetOwn(SESSION, 'one');
    expect([ownOf(SESSION), secretOf(SESSION, 'one')]).toEqual([[], undefined]);
  });
});

describe('joining', () => {
  it('lasts as long as the token', () => {
    expect(tokenOf(SESSION)).toBe('token');
    rememberJoined(SESSION, 'old', '2020-01-01T00:00:00.000Z');
    expect(tokenOf(SESSION)).toBeUndefined();
    expect(tokenOf('another session')).toBeUndefined();
  });

  it('survives what somebody else left in the storage', () => {
    local.kept.set(`session.${SESSION}`, '{');
    expect(tokenOf(SESSION)).toBeUndefined();
    rememberJoined(SESSION, 'token', LATER);
    expect(tokenOf(SESSION)).toBe('token');
  });
});

it('keeps a draft, and forgets it once it is empty', () => {
  keepDraft(SESSION, { kind: 'signal', theme: 'youth', text: 'half a sen' });
  expect(draftOf(SESSION)?.text).toBe('half a sen');
  keepDraft(SESSION, { kind: 'signal', theme: 'youth', text: ' ' });
  expect(draftOf(SESSION)).toBeNull();
});
