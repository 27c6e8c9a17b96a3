import { randomUUID } from 'node:crypto';
import {
  findByAddress,
  inviteByLink,
  listAudit,
  readAccount,
  readPasswordHash,
  saveAccount,
} from '@buurtbalans/database';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cookieOf } from '../accounts.testing.ts';
import { ProviderGround } from './ground.testing.ts';
import type { TheirClaims } from './provider.testing.ts';

let ground: ProviderGround;

beforeAll(async () => {
  ground = await ProviderGround.start();
});
afterAll(() => ground.stop());
afterEach(() => ground.mend());

describe('[E292] who is let in', () => {
  it.each([
    ['no group with a role', { groups: ['bb-kantine'] }, 'PROVIDER.NO_GROUP'],
    ['no group at all', { groups: undefined }, 'PROVIDER.NO_GROUP'],
    ['an address that nobody verified', { email_verified: false }, 'PROVIDER.UNVERIFIED'],
    ['no address', { email: undefined }, 'PROVIDER.UNVERIFIED'],
    ['a role of an organisation that is not known', { groups: ['bb-partners'] }, 'PROVIDER.NEEDS_ORGANISATION'],
  ] as const)('is nobody with %s, and no account is made', async (_, change, code) => {
    const { sub, email } = ground.somebody(change as TheirClaims);
    const answer = await ground.signIn(sub);
    expect([answer.status, answer.body.code]).toEqual([403, code]);
    if (email) expect(await findByAddress(ground.engine.db, email)).toBeUndefined();
  });

  it('is whoever was invited, by the verified address; the password and the links of before open nothing any more', async () => {
    const { sub, email } = ground.somebody({ groups: ['bb-partners'] });
    const id = randomUUID();
    const account = {
      id,
      email: email.toUpperCase(),
      name: 'Uitgenodigd',
      role: 'professional',
      passwordHash: 'x',
    } as const;
    await saveAccount(ground.engine.db, { ...account, organisationId: ground.engine.organisationId, state: 'invited' });
    const token = await inviteByLink(ground.engine.db, id, 'invitation');
    const signedIn = await ground.signIn(sub);
    expect(signedIn.body.me).toMatchObject({
      accountId: id,
      name: 'Uitgenodigd',
      organisation: { name: 'Politie' },
    });
    expect(await readPasswordHash(ground.engine.db, id)).toBeNull();
    expect((await ground.engine.call('GET', `/account-invitations/${token}`)).status).toBe(404);
    const change = await ground.engine.call('POST', '/me/password', {
      headers: { cookie: cookieOf(signedIn.headers) },
      body: { current: 'x', next: 'een fiets met lantaarn' },
    });
    expect(change.body.code).toBe('PROVIDER.NO_PASSWORD');
  });

  it('is not whoever has an address that was somebody else’s', async () => {
    const { sub, email } = ground.somebody();
    const first = (await ground.signIn(sub)).body.me as { accountId: string };
    const successor = ground.somebody({ email });
    expect((await ground.signIn(successor.sub)).body.code).toBe('PROVIDER.OTHER_PERSON');
    // an administrator who disables the account and lets it in again gives it to whoever has the address now
    await ground.changed(first.accountId, { isDisabled: true });
    await ground.changed(first.accountId, { wasDisabled: true });
    expect((await ground.signIn(successor.sub)).body.me).toMatchObject({ accountId: first.accountId });
  });

  it('is nobody whose account was disabled, under whatever address and group they come', async () => {
    const { sub, email } = ground.somebody();
    const first = await ground.signIn(sub);
    const { accountId } = first.body.me as { accountId: string };
    await ground.changed(accountId, { isDisabled: true });
    expect((await ground.me(first)).status).toBe(401);
    for (const change of [{}, { email: 'new.address@example.nl', groups: ['bb-beheer'] }]) {
      ground.there.people.set(sub, { ...ground.there.people.get(sub), ...change });
      expect((await ground.signIn(sub)).body.code).toBe('PROVIDER.DISABLED');
    }
    expect(await readAccount(ground.engine.db, accountId)).toMatchObject({
      state: 'disabled',
      email,
      role: 'facilitator',
    });
  });

  it('is nobody of the demonstration', async () => {
    const { sub, email } = ground.somebody();
    await saveAccount(ground.engine.db, {
      id: randomUUID(),
      email,
      name: 'x',
      role: 'facilitator',
      organisationId: null,
      passwordHash: 'x',
      isDemonstration: true,
    });
    expect((await ground.signIn(sub)).body.code).toBe('PROVIDER.DISABLED');
  });

  it('are only those who have an account, where groups have no roles', async () => {
    const roles = ground.settings.roles;
    ground.settings.roles = [];
    try {
      const { sub, email } = ground.somebody({ groups: ['bb-beheer'] });
      expect((await ground.signIn(sub)).body.code).toBe('PROVIDER.UNKNOWN');
      await saveAccount(ground.engine.db, {
        id: randomUUID(),
        email,
        name: 'x',
        role: 'stakeholder',
        organisationId: null,
        passwordHash: null,
      });
      expect((await ground.signIn(sub)).body.me).toMatchObject({ role: 'stakeholder' });
    } finally {
      ground.settings.roles = roles;
    }
  });
});

describe('[E293] groups', () => {
  it('decide the role at each sign-in, the first that fits, and what was open under another one ends', async () => {
    const { sub } = ground.somebody();
    const first = await ground.signIn(sub);
    const { accountId } = first.body.me as { accountId: string };
    await ground.changed(accountId, { role: 'stakeholder' });
    expect((await ground.signIn(sub)).body.me).toMatchObject({ role: 'facilitator' });
    const third = await ground.signIn(sub);
    ground.there.people.set(sub, { ...ground.there.people.get(sub), groups: ['bb-onderzoek', 'bb-begeleiding'] });
    expect((await ground.signIn(sub)).body.me).toMatchObject({ role: 'facilitator' });
    ground.there.people.set(sub, { ...ground.there.people.get(sub), groups: ['bb-onderzoek'] });
    const last = await ground.signIn(sub);
    expect(last.body.me).toMatchObject({ accountId, role: 'research_adviser' });
    expect([(await ground.me(third)).status, (await ground.me(last)).status]).toEqual([401, 200]);
    const entries = await listAudit(ground.engine.db, { kind: 'rights' }, 200);
    expect(entries.filter(({ subject }) => subject === accountId).map(({ action }) => action)).toEqual([
      'finishProviderSignIn',
      'finishProviderSignIn',
      'changePerson',
      'finishProviderSignIn',
    ]);
  });

  it('that somebody is in no more end what they had open', async () => {
    const { sub } = ground.somebody();
    const first = await ground.signIn(sub);
    ground.there.people.set(sub, { ...ground.there.people.get(sub), groups: [] });
    expect((await ground.signIn(sub)).body.code).toBe('PROVIDER.NO_GROUP');
    expect((await ground.me(first)).status).toBe(401);
  });

  it('[E224] leave the last administrator the role, until there is another', async () => {
    const { sub, email } = ground.somebody({ groups: ['bb-beheer'] });
    await ground.signIn(sub);
    await ground.changed(ground.engine.ids.administrator, { isDisabled: true, role: 'administrator' });
    ground.there.people.set(sub, { ...ground.there.people.get(sub), groups: ['bb-begeleiding'] });
    const signedIn = await ground.signIn(sub);
    expect(signedIn.body.me).toMatchObject({ email, role: 'administrator' });
    await ground.engine.call('PUT', `/people/${ground.engine.ids.administrator}`, {
      headers: { cookie: cookieOf(signedIn.headers) },
      body: {
        name: 'x',
        role: 'administrator',
        organisationId: null,
        districtCode: null,
        isDisabled: false,
        wasDisabled: true,
      },
    });
    expect((await ground.signIn(sub)).body.me).toMatchObject({ role: 'facilitator' });
    const again = await ground.engine.call('POST', '/sign-in', {
      body: { email: 'administrator@example.nl', password: 'a long enough password' },
    });
    ground.engine.cookies.administrator = cookieOf(again.headers);
  });
});

describe('[E295] where people sign in by their organisation alone', () => {
  it('no password opens anything, none is asked for and none mailed; what is open goes on', async () => {
    ground.settings.passwords = false;
    try {
      const { sub } = ground.somebody();
      const id = randomUUID();
      await saveAccount(ground.engine.db, {
        id,
        email: `${id}@example.nl`,
        name: 'x',
        role: 'stakeholder',
        organisationId: null,
        passwordHash: null,
        state: 'invited',
      });
      const token = await inviteByLink(ground.engine.db, id, 'invitation');
      const refused = await Promise.all([
        ground.engine.call('POST', '/sign-in', {
          body: { email: 'facilitator@example.nl', password: 'a long enough password' },
        }),
        ground.engine.call('POST', `/account-invitations/${token}`, {
          body: { name: 'x', password: 'een fiets met lantaarn' },
        }),
        ground.engine.call('POST', '/me/password', {
          role: 'facilitator',
          body: { current: 'a long enough password', next: 'een fiets met lantaarn' },
        }),
      ]);
      expect(refused.map(({ body }) => body.code)).toEqual(Array(3).fill('PROVIDER.ONLY'));
      expect((await ground.engine.call('GET', '/sign-in/ways')).body.passwords).toBe(false);
      expect((await ground.engine.call('GET', '/me', { role: 'facilitator' })).status).toBe(200);
      expect((await ground.signIn(sub)).status).toBe(200);
    } finally {
      ground.settings.passwords = true;
    }
  });
});
