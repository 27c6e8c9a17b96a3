import { randomUUID } from 'node:crypto';
import { inviteByLink, saveAccount } from '@buurtbalans/database';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Answer, type EngineUnderTest, startEngineUnderTest } from '../engine.testing.ts';

export const PASSWORD = 'een fiets met lantaarn';
export const DOOR_KEY = 'a-key-that-only-the-door-has';

/** All cookies that an answer sets, as a browser sends them back. */
export const cookieOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((one) => one.split(';')[0]!)
    .join('; ');

/** An engine behind a door, and people who take accounts there; for a file of tests. */
export function useAccounts(more: Parameters<typeof startEngineUnderTest>[0] = {}) {
  let engine: EngineUnderTest;
  beforeAll(async () => {
    engine = await startEngineUnderTest({ DOOR_KEY, ...more });
  });
  afterAll(() => engine.stop());
  return {
    get engine(): EngineUnderTest {
      return engine;
    },
    signIn: (email: string, password = PASSWORD, headers: Record<string, string> = {}): Promise<Answer> =>
      engine.call('POST', '/sign-in', { body: { email, password }, headers }),
    me: async (cookie: string): Promise<number> => (await engine.call('GET', '/me', { headers: { cookie } })).status,
    /** An account that somebody has taken; gives its id and address. */
    account: async (change: object = {}): Promise<{ id: string; email: string }> => {
      const [id, email] = [randomUUID(), `${randomUUID().slice(0, 8)}@example.nl`];
      await saveAccount(engine.db, {
        id,
        email,
        name: 'Iemand',
        role: 'facilitator',
        organisationId: null,
        passwordHash: null,
        state: 'invited',
        ...change,
      });
      const token = await inviteByLink(engine.db, id, 'invitation');
      const taken = await engine.call('POST', `/account-invitations/${token}`, {
        body: { name: 'Iemand', password: PASSWORD },
      });
      expect(taken.status).toBe(200);
      return { id, email };
    },
  };
}
