import { randomUUID } from 'node:crypto';
import type { ProviderSettings } from '@buurtbalans/contracts';
import {
  findByAddress,
  inviteByLink,
  listAudit,
  readAccount,
  readPasswordHash,
  saveAccount,
} from '@buurtbalans/database';
import type { Role } from '@buurtbalans/domain';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type EngineUnderTest, startEngineUnderTest } from '../../engine.testing.ts';
import { cookieOf } from '../accounts.testing.ts';
import { ProviderClient } from './provider-client.ts';
import { newFlow, sealFlows } from './flows.ts';
import { CLIENT, TestProvider, type TheirClaims } from './provider.testing.ts';

const PUBLIC_URL = 'http://localhost:9999';
/** That of the engine under test. */
const SECRET = 'x'.repeat(40);
const AT = { mode: 'up', tamper: undefined, during: undefined } as const;

let engine: EngineUnderTest;
let there: TestProvider;
let settings: { -readonly [K in keyof ProviderSettings]: ProviderSettings[K] };

beforeAll(async () => {
  there = await TestProvider.start(`${PUBLIC_URL}/sign-in/callback`);
  settings = {
    issuer: there.issuer,
    clientId: CLIENT.id,
    secret: CLIENT.secret,
    scope: 'openid profile email groups',
    label: 'Voorbeeldstad',
    groupsClaim: 'groups',
    verifiedClaim: 'email_verified',
    roles: [
      { group: 'bb-beheer', role: 'administrator' },
      { group: 'bb-begeleiding', role: 'facilitator' },
      { group: 'bb-onderzoek', role: 'research_adviser' },
      { group: 'bb-partners', role: 'professional' },
    ],
    passwords: true,
    publicUrl: PUBLIC_URL,
  };
  engine = await startEngineUnderTest({ provider: settings });
});
afterAll(async () => {
  await engine.stop();
  await there.stop();
});
afterEach(() => void Object.assign(there, AT));

/** Somebody at the provider; gives the name by which it knows them, and their address. */
function somebody(change: TheirClaims = {}) {
  const sub = randomUUID();
  const email = `${sub.slice(0, 8)}@example.nl`;
  const claims = { email, email_verified: true, name: 'Iemand van Elders', groups: ['bb-begeleiding'], ...change };
  there.people.set(sub, claims);
  return { sub, email: claims.email };
}

async function begin(next: string | null = null, cookie = ''): Promise<{ address: string; cookie: string }> {
  const answer = await engine.call('POST', '/sign-in/provider', { body: { next }, headers: { cookie } });
  expect(answer.status).toBe(200);
  return { address: answer.body.address as string, cookie: cookieOf(answer.headers) };
}
const finish = (cookie: string, back: URL): Promise<Answer> =>
  engine.call('POST', '/sign-in/provider/callback', { body: { query: back.search.slice(1) }, headers: { cookie } });

/** Begins, signs in there, and comes back. */
async function signIn(sub: string | null, next: string | null = null): Promise<Answer> {
  const { address, cookie } = await begin(next);
  return finish(cookie, await there.visit(address, sub));
}
const me = (answer: Answer): Promise<Answer> =>
  engine.call('GET', '/me', { headers: { cookie: cookieOf(answer.headers) } });
const changed = (accountId: string, change: { role?: Role; isDisabled?: boolean; wasDisabled?: boolean }) =>
  engine.call('PUT', `/people/${accountId}`, {
    role: 'administrator',
    body: {
      name: 'Iemand',
      role: 'facilitator',
      organisationId: null,
      districtCode: null,
      isDisabled: false,
      wasDisabled: false,
      ...change,
    },
  });

describe('[E290] signing in at the provider', () => {
  it('goes there with a challenge, state and nonce, and comes back to the one address that is registered', async () => {
    const { address, cookie } = await begin('/trajectories');
    const asked = new URL(address).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: CLIENT.id,
      redirect_uri: `${PUBLIC_URL}/sign-in/callback`,
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    });
    for (const secret of [asked.get('state')!, asked.get('nonce')!]) expect(cookie).not.toContain(secret);
    const again = await engine.call('POST', '/sign-in/provider', {
      body: {},
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(again.headers.get('set-cookie')).toMatch(/Max-Age=3600.*HttpOnly.*Secure.*SameSite=Lax/);
    expect((await engine.call('GET', '/sign-in/ways')).body).toEqual({
      provider: { label: 'Voorbeeldstad', address: `${PUBLIC_URL}/sign-in/provider` },
      passwords: true,
    });
  });

  it('makes an account of somebody whose group has a role, once, with a sign-in as any other', async () => {
    const { sub, email } = somebody();
    const first = await signIn(sub, '/trajectories?kind=open');
    expect(first.body).toMatchObject({
      me: { name: 'Iemand van Elders', email, role: 'facilitator' },
      next: '/trajectories?kind=open',
    });
    expect(first.headers.getSetCookie().find((one) => one.startsWith('buurtbalans='))).toMatch(
      /HttpOnly.*SameSite=Lax/,
    );
    expect((await me(first)).body.email).toBe(email);
    // by the name that the provider gives, whatever address it has by now
    there.people.set(sub, { ...there.people.get(sub), email: 'another@example.nl', email_verified: false });
    const again = await signIn(sub);
    expect(again.body.me).toEqual(first.body.me);
    // the second one ends nothing of the first, which is another browser
    expect((await me(first)).status).toBe(200);
    const { accountId } = first.body.me as { accountId: string };
    const entries = (await listAudit(engine.db, { kind: 'rights' }, 50)).filter(({ subject }) => subject === accountId);
    expect(entries).toMatchObject([{ action: 'finishProviderSignIn', accountId: null, role: 'system' }]);
    expect((await engine.call('POST', '/sign-out', { headers: { cookie: cookieOf(again.headers) } })).status).toBe(204);
    expect((await me(again)).status).toBe(401);
  });

  it('ends the sign-in that this browser had, and gives another token', async () => {
    const { sub } = somebody();
    const first = cookieOf((await signIn(sub)).headers);
    const { address, cookie } = await begin(null, first);
    const second = await finish(`${first}; ${cookie}`, await there.visit(address, sub));
    expect(second.status).toBe(200);
    expect((await engine.call('GET', '/me', { headers: { cookie: first } })).status).toBe(401);
    expect((await me(second)).status).toBe(200);
  });

  it('goes on in each of several tabs', async () => {
    const [one, other] = [somebody(), somebody()];
    const first = await begin();
    const second = await begin(null, first.cookie);
    expect((await finish(second.cookie, await there.visit(first.address, one.sub))).status).toBe(200);
    expect((await finish(second.cookie, await there.visit(second.address, other.sub))).status).toBe(200);
  });

  it('shows who it is by a key of its own, where that was set', async () => {
    const { sub, email } = somebody();
    const { secret: _secret, ...others } = settings;
    const client = new ProviderClient({ ...others, clientId: 'by-key', key: there.clientKey as never });
    const flow = newFlow(null, Date.now());
    const back = await there.visit(await client.address(flow), sub);
    expect(await client.person(back.search, flow)).toMatchObject({ issuer: there.issuer, subject: sub, email });
  });
});

describe('[E291] an answer of the provider', () => {
  it('is taken once, and not in another browser', async () => {
    const { sub } = somebody();
    const { address, cookie } = await begin();
    const back = await there.visit(address, sub);
    // whoever has the address alone, or with a sign-in of their own that they have begun
    const others = (await begin()).cookie;
    for (const stolen of ['', others, `buurtbalans-provider=${'A'.repeat(200)}`])
      expect((await finish(stolen, back)).body.code).toBe('PROVIDER.OTHER_BROWSER');
    expect((await finish(cookie, back)).status).toBe(200);
    expect((await finish(cookie, back)).body.code).toBe('PROVIDER.USED');
  });

  it('of two that come at once lets in one', async () => {
    const { sub } = somebody();
    const { address, cookie } = await begin();
    const back = await there.visit(address, sub);
    const answers = await Promise.all([1, 2, 3].map(() => finish(cookie, back)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('with the code of somebody else’s sign-in is refused', async () => {
    const [victim, attacker] = [await begin(), await begin()];
    const stolen = await there.visit(victim.address, somebody().sub);
    const back = await there.visit(attacker.address, somebody().sub);
    back.searchParams.set('code', stolen.searchParams.get('code')!);
    expect((await finish(attacker.cookie, back)).body.code).toBe('PROVIDER.USED');
  });

  it.each([
    [
      'of another issuer',
      (back: URL) => back.searchParams.set('iss', 'https://elsewhere.example'),
      'PROVIDER.NOT_BELIEVED',
    ],
    ['that names no issuer', (back: URL) => back.searchParams.delete('iss'), 'PROVIDER.NOT_BELIEVED'],
    ['with two codes', (back: URL) => back.searchParams.append('code', 'x'), 'PROVIDER.NOT_BELIEVED'],
    ['with two states', (back: URL) => back.searchParams.append('state', 'x'), 'PROVIDER.OTHER_BROWSER'],
    ['without a state', (back: URL) => back.searchParams.delete('state'), 'PROVIDER.OTHER_BROWSER'],
  ] as const)('%s is refused', async (_, change, code) => {
    const { address, cookie } = await begin();
    const back = await there.visit(address, somebody().sub);
    change(back);
    const answer = await finish(cookie, back);
    expect(answer.body.code).toBe(code);
    expect((await me(answer)).status).toBe(401);
  });

  it.each([
    ['is signed by nobody', {}, 'nobody', 'PROVIDER.NOT_BELIEVED'],
    ['is signed by somebody else', {}, 'another', 'PROVIDER.NOT_BELIEVED'],
    ['is of another issuer', { iss: 'https://elsewhere.example' }, 'provider', 'PROVIDER.NOT_BELIEVED'],
    ['is for another client', { aud: 'another' }, 'provider', 'PROVIDER.NOT_BELIEVED'],
    ['is of another sign-in', { nonce: 'another' }, 'provider', 'PROVIDER.NOT_BELIEVED'],
    ['has ended', { exp: 1_000_000_000 }, 'provider', 'PROVIDER.CLOCK'],
    ['is from tomorrow', { nbf: 9_000_000_000, exp: 9_000_000_060 }, 'provider', 'PROVIDER.CLOCK'],
  ] as const)('with an ID token that %s is refused', async (_, change, by, code) => {
    there.tamper = (idToken) => there.forge(idToken, change, by);
    const answer = await signIn(somebody().sub);
    expect(answer.body.code).toBe(code);
    expect((await me(answer)).status).toBe(401);
  });

  it('with an ID token that is of somebody else is refused, since nobody else has signed it', async () => {
    const { sub } = somebody();
    there.tamper = (idToken) => {
      const [head, , signature] = idToken.split('.');
      return [head, there.forge(idToken, { sub }).split('.')[1], signature].join('.');
    };
    expect((await signIn(somebody().sub)).body.code).toBe('PROVIDER.NOT_BELIEVED');
  });

  it('that comes after a quarter of an hour is too late', async () => {
    const flow = newFlow(null, Date.now() - 16 * 60_000);
    const back = new URL(`${PUBLIC_URL}/sign-in/callback?code=x&state=${flow.state}`);
    const cookie = `buurtbalans-provider=${sealFlows(SECRET, [flow])}`;
    expect((await finish(cookie, back)).body.code).toBe('PROVIDER.EXPIRED');
  });

  it('leads nowhere but inside', async () => {
    for (const next of [
      'https://elsewhere.example',
      '//elsewhere.example',
      '/\\elsewhere.example',
      'javascript:alert(1)',
      `/${'a'.repeat(900)}`,
    ])
      expect({ next, led: (await signIn(somebody().sub, next)).body.next }).toEqual({ next, led: '/' });
  });

  it('that says no is told as such', async () => {
    expect((await signIn(null)).body.code).toBe('PROVIDER.CANCELLED');
    const { address, cookie } = await begin();
    const state = new URL(address).searchParams.get('state')!;
    const back = (error: string) => {
      const url = new URL(`${PUBLIC_URL}/sign-in/callback`);
      url.search = new URLSearchParams({ error, state, iss: there.issuer }).toString();
      return url;
    };
    const refused = await finish(cookie, back('unauthorized_client'));
    expect(refused.body).toMatchObject({
      code: 'PROVIDER.REFUSED',
      detail: expect.stringContaining('unauthorized_client'),
    });
    const other = await begin();
    const asked = new URL(other.address).searchParams.get('state')!;
    const written = back('<b>Bel 06 12345678</b>');
    written.searchParams.set('state', asked);
    expect((await finish(other.cookie, written)).body.detail).not.toContain('06');
  });
});

describe('[E292] who is let in', () => {
  it.each([
    ['no group with a role', { groups: ['bb-kantine'] }, 'PROVIDER.NO_GROUP'],
    ['no group at all', { groups: undefined }, 'PROVIDER.NO_GROUP'],
    ['an address that nobody verified', { email_verified: false }, 'PROVIDER.UNVERIFIED'],
    ['no address', { email: undefined }, 'PROVIDER.UNVERIFIED'],
    ['a role of an organisation that is not known', { groups: ['bb-partners'] }, 'PROVIDER.NEEDS_ORGANISATION'],
  ] as const)('is nobody with %s, and no account is made', async (_, change, code) => {
    const { sub, email } = somebody(change as TheirClaims);
    const answer = await signIn(sub);
    expect([answer.status, answer.body.code]).toEqual([403, code]);
    if (email) expect(await findByAddress(engine.db, email)).toBeUndefined();
  });

  it('is whoever was invited, by the verified address; the password and the links of before open nothing any more', async () => {
    const { sub, email } = somebody({ groups: ['bb-partners'] });
    const id = randomUUID();
    const account = {
      id,
      email: email.toUpperCase(),
      name: 'Uitgenodigd',
      role: 'professional',
      passwordHash: 'x',
    } as const;
    await saveAccount(engine.db, { ...account, organisationId: engine.organisationId, state: 'invited' });
    const token = await inviteByLink(engine.db, id, 'invitation');
    const signedIn = await signIn(sub);
    expect(signedIn.body.me).toMatchObject({
      accountId: id,
      name: 'Uitgenodigd',
      organisation: { name: 'Politie' },
    });
    expect(await readPasswordHash(engine.db, id)).toBeNull();
    expect((await engine.call('GET', `/account-invitations/${token}`)).status).toBe(404);
    const change = await engine.call('POST', '/me/password', {
      headers: { cookie: cookieOf(signedIn.headers) },
      body: { current: 'x', next: 'een fiets met lantaarn' },
    });
    expect(change.body.code).toBe('PROVIDER.NO_PASSWORD');
  });

  it('is not whoever has an address that was somebody else’s', async () => {
    const { sub, email } = somebody();
    const first = (await signIn(sub)).body.me as { accountId: string };
    const successor = somebody({ email });
    expect((await signIn(successor.sub)).body.code).toBe('PROVIDER.OTHER_PERSON');
    // an administrator who disables the account and lets it in again gives it to whoever has the address now
    await changed(first.accountId, { isDisabled: true });
    await changed(first.accountId, { wasDisabled: true });
    expect((await signIn(successor.sub)).body.me).toMatchObject({ accountId: first.accountId });
  });

  it('is nobody whose account was disabled, under whatever address and group they come', async () => {
    const { sub, email } = somebody();
    const first = await signIn(sub);
    const { accountId } = first.body.me as { accountId: string };
    await changed(accountId, { isDisabled: true });
    expect((await me(first)).status).toBe(401);
    for (const change of [{}, { email: 'new.address@example.nl', groups: ['bb-beheer'] }]) {
      there.people.set(sub, { ...there.people.get(sub), ...change });
      expect((await signIn(sub)).body.code).toBe('PROVIDER.DISABLED');
    }
    expect(await readAccount(engine.db, accountId)).toMatchObject({ state: 'disabled', email, role: 'facilitator' });
  });

  it('is nobody of the demonstration', async () => {
    const { sub, email } = somebody();
    await saveAccount(engine.db, {
      id: randomUUID(),
      email,
      name: 'x',
      role: 'facilitator',
      organisationId: null,
      passwordHash: 'x',
      isDemonstration: true,
    });
    expect((await signIn(sub)).body.code).toBe('PROVIDER.DISABLED');
  });

  it('are only those who have an account, where groups have no roles', async () => {
    const roles = settings.roles;
    settings.roles = [];
    try {
      const { sub, email } = somebody({ groups: ['bb-beheer'] });
      expect((await signIn(sub)).body.code).toBe('PROVIDER.UNKNOWN');
      await saveAccount(engine.db, {
        id: randomUUID(),
        email,
        name: 'x',
        role: 'stakeholder',
        organisationId: null,
        passwordHash: null,
      });
      expect((await signIn(sub)).body.me).toMatchObject({ role: 'stakeholder' });
    } finally {
      settings.roles = roles;
    }
  });
});

describe('[E293] groups', () => {
  it('decide the role at each sign-in, the first that fits, and what was open under another one ends', async () => {
    const { sub } = somebody();
    const first = await signIn(sub);
    const { accountId } = first.body.me as { accountId: string };
    await changed(accountId, { role: 'stakeholder' });
    expect((await signIn(sub)).body.me).toMatchObject({ role: 'facilitator' });
    const third = await signIn(sub);
    there.people.set(sub, { ...there.people.get(sub), groups: ['bb-onderzoek', 'bb-begeleiding'] });
    expect((await signIn(sub)).body.me).toMatchObject({ role: 'facilitator' });
    there.people.set(sub, { ...there.people.get(sub), groups: ['bb-onderzoek'] });
    const last = await signIn(sub);
    expect(last.body.me).toMatchObject({ accountId, role: 'research_adviser' });
    expect([(await me(third)).status, (await me(last)).status]).toEqual([401, 200]);
    const entries = await listAudit(engine.db, { kind: 'rights' }, 200);
    expect(entries.filter(({ subject }) => subject === accountId).map(({ action }) => action)).toEqual([
      'finishProviderSignIn',
      'finishProviderSignIn',
      'changePerson',
      'finishProviderSignIn',
    ]);
  });

  it('that somebody is in no more end what they had open', async () => {
    const { sub } = somebody();
    const first = await signIn(sub);
    there.people.set(sub, { ...there.people.get(sub), groups: [] });
    expect((await signIn(sub)).body.code).toBe('PROVIDER.NO_GROUP');
    expect((await me(first)).status).toBe(401);
  });

  it('[E224] leave the last administrator the role, until there is another', async () => {
    const { sub, email } = somebody({ groups: ['bb-beheer'] });
    await signIn(sub);
    await changed(engine.ids.administrator, { isDisabled: true, role: 'administrator' });
    there.people.set(sub, { ...there.people.get(sub), groups: ['bb-begeleiding'] });
    const signedIn = await signIn(sub);
    expect(signedIn.body.me).toMatchObject({ email, role: 'administrator' });
    await engine.call('PUT', `/people/${engine.ids.administrator}`, {
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
    expect((await signIn(sub)).body.me).toMatchObject({ role: 'facilitator' });
    const again = await engine.call('POST', '/sign-in', {
      body: { email: 'administrator@example.nl', password: 'a long enough password' },
    });
    engine.cookies.administrator = cookieOf(again.headers);
  });
});

describe('[E294] a provider that is not well', () => {
  it('hangs nothing and keeps nobody else out', async () => {
    await begin();
    const unknown = new ProviderClient({ ...settings });
    there.mode = 'broken';
    await expect(unknown.address(newFlow(null, Date.now()))).rejects.toThrow();
    there.mode = 'silent';
    // more than the pool has connections, and than are let through at once
    const waiting = Array.from({ length: 40 }, () => {
      const flow = newFlow(null, Date.now());
      const query = { code: 'x', state: flow.state, iss: there.issuer };
      const back = new URL(`${PUBLIC_URL}/sign-in/callback?${new URLSearchParams(query).toString()}`);
      return finish(`buurtbalans-provider=${sealFlows(SECRET, [flow])}`, back);
    });
    await expect.poll(() => there.asked.filter((path) => path === '/token').length).toBeGreaterThan(20);
    const local = await engine.call('POST', '/sign-in', {
      body: { email: 'facilitator@example.nl', password: 'a long enough password' },
    });
    expect(local.status).toBe(200);
    const codes = (await Promise.all(waiting)).map(({ body }) => body.code);
    expect([...new Set(codes)].sort()).toEqual(['AUTH.TOO_MANY_ATTEMPTS', 'PROVIDER.UNREACHABLE']);
    // found as soon as it is there again
    there.mode = 'up';
    expect(await unknown.address(newFlow(null, Date.now()))).toContain(there.issuer);
    expect((await signIn(somebody().sub)).status).toBe(200);
  });

  it('is asked while no connection of the database is held', async () => {
    const open = () =>
      engine.db.pool
        .query(
          `select query from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
        )
        .then(({ rows }) => rows);
    let looked: Promise<void> | undefined;
    // shorter than the engine waits, which would let go of one then
    there.during = () => (looked = expect.poll(open, { timeout: 3_000 }).toEqual([]));
    expect((await signIn(somebody().sub)).status).toBe(200);
    expect(looked).toBeDefined();
    await looked;
  });

  it('is asked once for all who come at the same moment', async () => {
    const client = new ProviderClient({ ...settings });
    there.asked.length = 0;
    await Promise.all(Array.from({ length: 20 }, () => client.address(newFlow(null, Date.now()))));
    expect(there.asked).toEqual(['/.well-known/openid-configuration']);
  });

  it('that calls itself otherwise is not believed', async () => {
    const other = new ProviderClient({ ...settings, issuer: there.issuer.replace('127.0.0.1', 'localhost') });
    await expect(other.address(newFlow(null, Date.now()))).rejects.toThrow(/issuer/);
  });
});

describe('[E295] where people sign in by their organisation alone', () => {
  it('no password opens anything, none is asked for and none mailed; what is open goes on', async () => {
    settings.passwords = false;
    try {
      const { sub } = somebody();
      const id = randomUUID();
      await saveAccount(engine.db, {
        id,
        email: `${id}@example.nl`,
        name: 'x',
        role: 'stakeholder',
        organisationId: null,
        passwordHash: null,
        state: 'invited',
      });
      const token = await inviteByLink(engine.db, id, 'invitation');
      const refused = await Promise.all([
        engine.call('POST', '/sign-in', {
          body: { email: 'facilitator@example.nl', password: 'a long enough password' },
        }),
        engine.call('POST', `/account-invitations/${token}`, {
          body: { name: 'x', password: 'een fiets met lantaarn' },
        }),
        engine.call('POST', '/me/password', {
          role: 'facilitator',
          body: { current: 'a long enough password', next: 'een fiets met lantaarn' },
        }),
      ]);
      expect(refused.map(({ body }) => body.code)).toEqual(Array(3).fill('PROVIDER.ONLY'));
      expect((await engine.call('GET', '/sign-in/ways')).body.passwords).toBe(false);
      expect((await engine.call('GET', '/me', { role: 'facilitator' })).status).toBe(200);
      expect((await signIn(sub)).status).toBe(200);
    } finally {
      settings.passwords = true;
    }
  });
});
