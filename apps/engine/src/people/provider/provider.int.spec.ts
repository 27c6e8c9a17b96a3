import { listAudit } from '@buurtbalans/database';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cookieOf } from '../accounts.testing.ts';
import { ProviderClient } from './provider-client.ts';
import { newFlow, sealFlows } from './flows.ts';
import { ProviderGround, PUBLIC_URL } from './ground.testing.ts';
import { CLIENT } from './provider.testing.ts';

/** That of the engine under test. */
const SECRET = 'x'.repeat(40);

let ground: ProviderGround;

beforeAll(async () => {
  ground = await ProviderGround.start();
});
afterAll(() => ground.stop());
afterEach(() => ground.mend());

describe('[E290] signing in at the provider', () => {
  it('goes there with a challenge, state and nonce, and comes back to the one address that is registered', async () => {
    const { address, cookie } = await ground.begin('/trajectories');
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
    const again = await ground.engine.call('POST', '/sign-in/provider', {
      body: {},
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(again.headers.get('set-cookie')).toMatch(/Max-Age=3600.*HttpOnly.*Secure.*SameSite=Lax/);
    expect((await ground.engine.call('GET', '/sign-in/ways')).body).toEqual({
      provider: { label: 'Voorbeeldstad', address: `${PUBLIC_URL}/sign-in/provider` },
      passwords: true,
    });
  });

  it('makes an account of somebody whose group has a role, once, with a sign-in as any other', async () => {
    const { sub, email } = ground.somebody();
    const first = await ground.signIn(sub, '/trajectories?kind=open');
    expect(first.body).toMatchObject({
      me: { name: 'Iemand van Elders', email, role: 'facilitator' },
      next: '/trajectories?kind=open',
    });
    expect(first.headers.getSetCookie().find((one) => one.startsWith('buurtbalans='))).toMatch(
      /HttpOnly.*SameSite=Lax/,
    );
    expect((await ground.me(first)).body.email).toBe(email);
    // by the name that the provider gives, whatever address it has by now
    ground.there.people.set(sub, {
      ...ground.there.people.get(sub),
      email: 'another@example.nl',
      email_verified: false,
    });
    const again = await ground.signIn(sub);
    expect(again.body.me).toEqual(first.body.me);
    // the second one ends nothing of the first, which is another browser
    expect((await ground.me(first)).status).toBe(200);
    const { accountId } = first.body.me as { accountId: string };
    const entries = (await listAudit(ground.engine.db, { kind: 'rights' }, 50)).filter(
      ({ subject }) => subject === accountId,
    );
    expect(entries).toMatchObject([{ action: 'finishProviderSignIn', accountId: null, role: 'system' }]);
    expect(
      (await ground.engine.call('POST', '/sign-out', { headers: { cookie: cookieOf(again.headers) } })).status,
    ).toBe(204);
    expect((await ground.me(again)).status).toBe(401);
  });

  it('ends the sign-in that this browser had, and gives another token', async () => {
    const { sub } = ground.somebody();
    const first = cookieOf((await ground.signIn(sub)).headers);
    const { address, cookie } = await ground.begin(null, first);
    const second = await ground.finish(`${first}; ${cookie}`, await ground.there.visit(address, sub));
    expect(second.status).toBe(200);
    expect((await ground.engine.call('GET', '/me', { headers: { cookie: first } })).status).toBe(401);
    expect((await ground.me(second)).status).toBe(200);
  });

  it('goes on in each of several tabs', async () => {
    const [one, other] = [ground.somebody(), ground.somebody()];
    const first = await ground.begin();
    const second = await ground.begin(null, first.cookie);
    expect((await ground.finish(second.cookie, await ground.there.visit(first.address, one.sub))).status).toBe(200);
    expect((await ground.finish(second.cookie, await ground.there.visit(second.address, other.sub))).status).toBe(200);
  });

  it('shows who it is by a key of its own, where that was set', async () => {
    const { sub, email } = ground.somebody();
    const { secret: _secret, ...others } = ground.settings;
    const client = new ProviderClient({ ...others, clientId: 'by-key', key: ground.there.clientKey as never });
    const flow = newFlow(null, Date.now());
    const back = await ground.there.visit(await client.address(flow), sub);
    expect(await client.person(back.search, flow)).toMatchObject({ issuer: ground.there.issuer, subject: sub, email });
  });
});

describe('[E291] an answer of the provider', () => {
  it('is taken once, and not in another browser', async () => {
    const { sub } = ground.somebody();
    const { address, cookie } = await ground.begin();
    const back = await ground.there.visit(address, sub);
    // whoever has the address alone, or with a sign-in of their own that they have begun
    const others = (await ground.begin()).cookie;
    for (const stolen of ['', others, `buurtbalans-provider=${'A'.repeat(200)}`])
      expect((await ground.finish(stolen, back)).body.code).toBe('PROVIDER.OTHER_BROWSER');
    expect((await ground.finish(cookie, back)).status).toBe(200);
    expect((await ground.finish(cookie, back)).body.code).toBe('PROVIDER.USED');
  });

  it('of two that come at once lets in one', async () => {
    const { sub } = ground.somebody();
    const { address, cookie } = await ground.begin();
    const back = await ground.there.visit(address, sub);
    const answers = await Promise.all([1, 2, 3].map(() => ground.finish(cookie, back)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('with the code of somebody else’s sign-in is refused', async () => {
    const [victim, attacker] = [await ground.begin(), await ground.begin()];
    const stolen = await ground.there.visit(victim.address, ground.somebody().sub);
    const back = await ground.there.visit(attacker.address, ground.somebody().sub);
    back.searchParams.set('code', stolen.searchParams.get('code')!);
    expect((await ground.finish(attacker.cookie, back)).body.code).toBe('PROVIDER.USED');
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
    const { address, cookie } = await ground.begin();
    const back = await ground.there.visit(address, ground.somebody().sub);
    change(back);
    const answer = await ground.finish(cookie, back);
    expect(answer.body.code).toBe(code);
    expect((await ground.me(answer)).status).toBe(401);
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
    ground.there.tamper = (idToken) => ground.there.forge(idToken, change, by);
    const answer = await ground.signIn(ground.somebody().sub);
    expect(answer.body.code).toBe(code);
    expect((await ground.me(answer)).status).toBe(401);
  });

  it('with an ID token that is of somebody else is refused, since nobody else has signed it', async () => {
    const { sub } = ground.somebody();
    ground.there.tamper = (idToken) => {
      const [head, , signature] = idToken.split('.');
      return [head, ground.there.forge(idToken, { sub }).split('.')[1], signature].join('.');
    };
    expect((await ground.signIn(ground.somebody().sub)).body.code).toBe('PROVIDER.NOT_BELIEVED');
  });

  it('that comes after a quarter of an hour is too late', async () => {
    const flow = newFlow(null, Date.now() - 16 * 60_000);
    const back = new URL(`${PUBLIC_URL}/sign-in/callback?code=x&state=${flow.state}`);
    const cookie = `buurtbalans-provider=${sealFlows(SECRET, [flow])}`;
    expect((await ground.finish(cookie, back)).body.code).toBe('PROVIDER.EXPIRED');
  });

  it('leads nowhere but inside', async () => {
    for (const next of [
      'https://elsewhere.example',
      '//elsewhere.example',
      '/\\elsewhere.example',
      'javascript:alert(1)',
      `/${'a'.repeat(900)}`,
    ])
      expect({ next, led: (await ground.signIn(ground.somebody().sub, next)).body.next }).toEqual({ next, led: '/' });
  });

  it('that says no is told as such', async () => {
    expect((await ground.signIn(null)).body.code).toBe('PROVIDER.CANCELLED');
    const { address, cookie } = await ground.begin();
    const state = new URL(address).searchParams.get('state')!;
    const back = (error: string) => {
      const url = new URL(`${PUBLIC_URL}/sign-in/callback`);
      url.search = new URLSearchParams({ error, state, iss: ground.there.issuer }).toString();
      return url;
    };
    const refused = await ground.finish(cookie, back('unauthorized_client'));
    expect(refused.body).toMatchObject({
      code: 'PROVIDER.REFUSED',
      detail: expect.stringContaining('unauthorized_client'),
    });
    const other = await ground.begin();
    const asked = new URL(other.address).searchParams.get('state')!;
    const written = back('<b>Bel 06 12345678</b>');
    written.searchParams.set('state', asked);
    expect((await ground.finish(other.cookie, written)).body.detail).not.toContain('06');
  });
});

describe('[E294] a provider that is not well', () => {
  it('hangs nothing and keeps nobody else out', async () => {
    await ground.begin();
    const unknown = new ProviderClient({ ...ground.settings });
    ground.there.mode = 'broken';
    await expect(unknown.address(newFlow(null, Date.now()))).rejects.toThrow();
    ground.there.mode = 'silent';
    // more than the pool has connections, and than are let through at once
    const waiting = Array.from({ length: 40 }, () => {
      const flow = newFlow(null, Date.now());
      const query = { code: 'x', state: flow.state, iss: ground.there.issuer };
      const back = new URL(`${PUBLIC_URL}/sign-in/callback?${new URLSearchParams(query).toString()}`);
      return ground.finish(`buurtbalans-provider=${sealFlows(SECRET, [flow])}`, back);
    });
    await expect.poll(() => ground.there.asked.filter((path) => path === '/token').length).toBeGreaterThan(20);
    const local = await ground.engine.call('POST', '/sign-in', {
      body: { email: 'facilitator@example.nl', password: 'a long enough password' },
    });
    expect(local.status).toBe(200);
    const codes = (await Promise.all(waiting)).map(({ body }) => body.code);
    expect([...new Set(codes)].sort()).toEqual(['AUTH.TOO_MANY_ATTEMPTS', 'PROVIDER.UNREACHABLE']);
    // found as soon as it is ground.there again
    ground.there.mode = 'up';
    expect(await unknown.address(newFlow(null, Date.now()))).toContain(ground.there.issuer);
    expect((await ground.signIn(ground.somebody().sub)).status).toBe(200);
  });

  it('is asked while no connection of the database is held', async () => {
    const open = () =>
      ground.engine.db.pool
        .query(
          `select query from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
        )
        .then(({ rows }) => rows);
    let looked: Promise<void> | undefined;
    // shorter than the ground.engine waits, which would let go of one then
    ground.there.during = () => (looked = expect.poll(open, { timeout: 3_000 }).toEqual([]));
    expect((await ground.signIn(ground.somebody().sub)).status).toBe(200);
    expect(looked).toBeDefined();
    await looked;
  });

  it('is asked once for all who come at the same moment', async () => {
    const client = new ProviderClient({ ...ground.settings });
    ground.there.asked.length = 0;
    await Promise.all(Array.from({ length: 20 }, () => client.address(newFlow(null, Date.now()))));
    expect(ground.there.asked).toEqual(['/.well-known/openid-configuration']);
  });

  it('that calls itself otherwise is not believed', async () => {
    const other = new ProviderClient({
      ...ground.settings,
      issuer: ground.there.issuer.replace('127.0.0.1', 'localhost'),
    });
    await expect(other.address(newFlow(null, Date.now()))).rejects.toThrow(/issuer/);
  });
});
