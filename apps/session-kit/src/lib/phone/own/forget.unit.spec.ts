import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeStorage } from '#lib/store/fake-storage.testing.ts';
import { outboxStore } from '#lib/store/outbox-store.ts';
import { forgetEnded, forgetOfAccount, forgetSession } from './forget.ts';
import { keepDraft, keepSecret, rememberJoined } from './participant-store.ts';

const LATER = '2999-01-01T00:00:00.000Z';
let local: FakeStorage;
let session: FakeStorage;

/** What a phone keeps of a session in which it took part. */
function takePart(sessionId: string, expiresAt = LATER, code: string | null = 'ABC'): void {
  rememberJoined(sessionId, 'token', expiresAt, code);
  keepSecret(sessionId, 'card');
  keepDraft(sessionId, 'writing', { kind: '', theme: '', text: 'Half' });
  session.setItem(`room.${sessionId}`, '{}');
  outboxStore(`unsent.${sessionId}`).put({ commandId: 'c', command: { type: 'Arrive' } });
}
const kept = (): string[] => [...local.kept.keys(), ...session.kept.keys()].sort();
const all = (sessionId: string): string[] =>
  ['draft', 'room', 'session', 'unsent'].map((what) => `${what}.${sessionId}${what === 'draft' ? '.writing' : ''}`);

beforeEach(() => {
  [local, session] = [new FakeStorage(), new FakeStorage()];
  vi.stubGlobal('window', {});
  vi.stubGlobal('localStorage', local);
  vi.stubGlobal('sessionStorage', session);
  vi.stubGlobal('indexedDB', { databases: async () => [] });
});

describe('what a browser keeps of a session', () => {
  it('[H8] is gone after it was forgotten, and what it keeps of another is there', async () => {
    takePart('one');
    takePart('other');
    expect(kept()).toEqual([...all('one'), ...all('other')].sort());
    await forgetSession('one');
    expect(kept()).toEqual(all('other'));
  });

  it('[H9] goes once its token has ended', async () => {
    takePart('ended', '2020-01-01T00:00:00.000Z');
    takePart('runs');
    await forgetEnded();
    expect(kept()).toEqual(all('runs'));
  });

  it('[H8] goes with the account by which it was joined', async () => {
    takePart('by-account', LATER, null);
    takePart('by-code');
    await forgetOfAccount();
    expect(kept()).toEqual(all('by-code'));
  });
});
