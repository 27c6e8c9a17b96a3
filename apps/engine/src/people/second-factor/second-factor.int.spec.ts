import { randomBytes } from 'node:crypto';
import { DOOR_HEADER } from '@buurtbalans/contracts';
import { inviteByLink, listAudit } from '@buurtbalans/database';
import type { FastifyRequest } from 'fastify';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../engine.testing.ts';
import { readConfig } from '../../platform/config.ts';
import { staysIn } from '../../platform/access/stays-in.ts';
import { hashToken } from '../../platform/access/sign-in.ts';
import { AccountNewsService } from '../account-news.service.ts';
import { cookieOf, DOOR_KEY, PASSWORD, useAccounts } from '../accounts.testing.ts';

const ground = useAccounts({ SECOND_FACTOR: ['research_adviser'], SMTP_URL: 'smtp://127.0.0.1:1' });
const { account, me, signIn } = ground;

type Headers = Record<string, string>;
const post = (path: string, body: object, headers: Headers): Promise<Answer> =>
  ground.engine.call('POST', path, { body, headers });
const showCode = (code: string, cookie: string, headers: Headers = {}): Promise<Answer> =>
  post('/sign-in/code', { code }, { cookie, ...headers });
/** The code that an app shows so many steps from now. */
const codeOf = (secret: string, steps = 0): string =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 });
const told = ({ status, body }: Answer) => `${status} ${String(body.code ?? '')}`.trim();
const from = (network: string): Headers => ({ [DOOR_HEADER]: `${DOOR_KEY} ${network}` });

interface Owner {
  readonly id: string;
  readonly email: string;
  readonly secret: string;
  readonly codes: readonly string[];
  /** The sign-in that turned it on. */
  readonly cookie: string;
}

async function offered(cookie: string): Promise<Record<'secret' | 'setup', string>> {
  const { body } = await post('/me/second-factor/setup', { password: PASSWORD }, { cookie });
  return body as Record<'secret' | 'setup', string>;
}

/** Somebody whose second factor is on; its app has shown no code since. */
async function owner(change: object = {}): Promise<Owner> {
  const { id, email } = await account(change);
  const signedIn = cookieOf((await signIn(email)).headers);
  const { secret, setup } = await offered(signedIn);
  const answer = await post('/me/second-factor', { setup, code: codeOf(secret) }, { cookie: signedIn });
  expect(answer.status).toBe(200);
  await appWaits(id);
  return { id, email, secret, codes: answer.body.recoveryCodes as string[], cookie: cookieOf(answer.headers) };
}
/** As if so much time had gone by that each code of now is new. */
const appWaits = (accountId: string) =>
  ground.engine.db.asRole({ role: 'bb_credentials', accountId }, (tx) =>
    tx.updateTable('second_factor').set({ last_step: 0 }).where('account_id', '=', accountId).execute(),
  );
/** The cookie of a browser in which the password was right. */
const passwordShown = async (email: string, password = PASSWORD): Promise<string> => {
  const answer = await signIn(email, password);
  expect([answer.status, answer.body]).toEqual([200, { asks: 'second_factor' }]);
  return cookieOf(answer.headers);
};
/** A code that is none of those of now. */
const wrongCode = (secret: string): string => {
  const right = new Set([-2, -1, 0, 1, 2].map((steps) => codeOf(secret, steps)));
  return ['000000', '000001', '000002', '000003', '000004', '000005'].find((code) => !right.has(code))!;
};
const news = vi.spyOn(AccountNewsService.prototype, 'tell');
const newsOf = (id: string): unknown[] => news.mock.calls.filter(([to]) => to === id).map(([, what]) => what);

describe('[E300] signing in with a second factor', () => {
  it('takes the password and then a code; between the two nothing is open', async () => {
    const { email, secret } = await owner();
    const between = await passwordShown(email);
    expect(between).not.toMatch(/buurtbalans=/);
    expect(await me(between)).toBe(401);
    expect(told(await showCode(codeOf(secret), ''))).toBe('401 AUTH.CODE_TOO_LATE');
    const changed = between.replace(
      /(shown=)(.)/,
      (_, name: string, sign: string) => name + (sign === 'A' ? 'B' : 'A'),
    );
    expect(told(await showCode(codeOf(secret), changed))).toBe('401 AUTH.CODE_TOO_LATE');
    const inside = await showCode(codeOf(secret), between);
    expect([inside.status, inside.body.email, inside.body.secondFactor]).toEqual([200, email, 'on']);
    expect(await me(cookieOf(inside.headers))).toBe(200);
    expect(told(await signIn(email, 'een ander wachtwoord'))).toBe('401 AUTH.SIGN_IN_FAILED');
  });

  it('is not got round by a link for a new password, and what was shown before that is worth nothing', async () => {
    const { id, email, secret } = await owner();
    const between = await passwordShown(email);
    const token = await inviteByLink(ground.engine.db, id, 'reset');
    const password = 'een boot zonder roer';
    const taken = await post(`/account-invitations/${token}`, { name: 'Iemand', password }, {});
    expect(taken.body).toEqual({ asks: 'second_factor' });
    expect(told(await showCode(codeOf(secret), between))).toBe('401 AUTH.CODE_TOO_LATE');
    expect((await showCode(codeOf(secret), cookieOf(taken.headers))).status).toBe(200);
    expect(newsOf(id)).toContain('password_changed');
  });
});

it('[E301] a code is good once, whoever else types it at the same moment, and none of before', async () => {
  const { email, secret } = await owner();
  const between = await passwordShown(email);
  const code = codeOf(secret);
  const answers = await Promise.all([1, 2, 3].map(() => showCode(code, between)));
  expect(answers.map(told).sort()).toEqual(['200', '403 AUTH.CODE_WRONG', '403 AUTH.CODE_WRONG']);
  expect(told(await showCode(codeOf(secret, -1), between))).toBe('403 AUTH.CODE_WRONG');
  // spaces as the app shows them
  expect((await showCode(codeOf(secret, 1).replace(/(...)/, '$1 '), between)).status).toBe(200);
});

describe('[E302] wrong codes', () => {
  it('slow down who types them; not a known browser, a recovery code, nor whoever has chosen another password', async () => {
    const { id, email, secret, codes } = await owner();
    const known = cookieOf((await showCode(codeOf(secret), await passwordShown(email))).headers);
    await appWaits(id);
    const between = await passwordShown(email);
    const wrong = wrongCode(secret);
    const guess = (network: string) => showCode(wrong, between, from(network));
    const answers = await Promise.all(Array.from({ length: 12 }, () => guess('198.51.100')));
    expect(answers.filter((answer) => told(answer) === '403 AUTH.CODE_WRONG')).toHaveLength(5);
    const late = answers.filter((answer) => told(answer) === '429 AUTH.TOO_MANY_ATTEMPTS');
    expect(late).toHaveLength(7);
    for (const { body } of late) {
      const seconds = Number(/: (\d+)\./.exec(String(body.detail))?.[1]);
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(60);
    }
    expect(newsOf(id)).toEqual(['second_factor_on', 'codes_guessed']);
    // from many networks fifty in a day, and then one in five minutes
    for (let network = 0; network < 10; network += 1)
      await Promise.all(Array.from({ length: 5 }, () => guess(`203.0.${network}`)));
    expect(told(await guess('192.0.2'))).toBe('429 AUTH.TOO_MANY_ATTEMPTS');
    const knownToo = `${between}; ${/buurtbalans-known=[^;]*/.exec(known)![0]}`;
    expect((await showCode(codeOf(secret), knownToo, from('198.51.100'))).status).toBe(200);
    expect((await showCode(codes[0]!, between, from('198.51.100'))).status).toBe(200);
    const token = await inviteByLink(ground.engine.db, id, 'reset');
    const body = { name: 'Iemand', password: 'een boot zonder roer' };
    const taken = cookieOf((await post(`/account-invitations/${token}`, body, {})).headers);
    await appWaits(id);
    expect((await showCode(codeOf(secret), taken, from('198.51.100'))).status).toBe(200);
  });
});

it('[E303] a recovery code is good once, until others take its place', async () => {
  const { id, email, secret, codes, cookie } = await owner();
  expect(codes).toHaveLength(10);
  const between = await passwordShown(email);
  const answers = await Promise.all([1, 2].map(() => showCode(codes[0]!.toLowerCase(), between)));
  expect(answers.map(told).sort()).toEqual(['200', '403 AUTH.CODE_WRONG']);
  const left = async () => (await ground.engine.call('GET', '/me/second-factor', { headers: { cookie } })).body;
  expect(await left()).toMatchObject({ recoveryCodes: 9, since: expect.any(String) });
  const renew = (password: string, code: string) =>
    post('/me/second-factor/recovery-codes', { password, code }, { cookie });
  expect(told(await renew('verkeerd', codeOf(secret)))).toBe('403 ACCOUNT.WRONG_PASSWORD');
  expect(told(await renew(PASSWORD, wrongCode(secret)))).toBe('403 AUTH.CODE_WRONG');
  const fresh = (await renew(PASSWORD, codeOf(secret))).body.recoveryCodes as string[];
  expect(told(await showCode(codes[1]!, between))).toBe('403 AUTH.CODE_WRONG');
  expect((await showCode(fresh[1]!, between)).status).toBe(200);
  expect(await left()).toMatchObject({ recoveryCodes: 9 });
  expect(newsOf(id)).toEqual([
    'second_factor_on',
    'recovery_code_used',
    'recovery_codes_renewed',
    'recovery_code_used',
  ]);
});

describe('[E304] the secret', () => {
  it('lies sealed in the database, where the engine itself sees no more than that it is there', async () => {
    const { id, secret, codes } = await owner();
    const { db } = ground.engine;
    await expect(db.pool.query('select sealed_secret from second_factor')).rejects.toThrow('permission denied');
    const [row] = await db.asRole({ role: 'bb_credentials', accountId: id }, (tx) =>
      tx.selectFrom('second_factor').selectAll().execute(),
    );
    const kept = [row!.sealed_secret.toString('latin1'), ...row!.recovery_codes].join('\n');
    const bytes = Buffer.from(Secret.fromBase32(secret).bytes);
    for (const plain of [secret, bytes.toString('latin1'), bytes.toString('hex'), ...codes])
      expect(kept).not.toContain(plain);
    const others = await db.asRole({ role: 'bb_credentials', accountId: ground.engine.ids.facilitator }, (tx) =>
      tx.selectFrom('second_factor').selectAll().execute(),
    );
    expect(others).toEqual([]);
  });

  it('that another key has sealed says so, and a recovery code still lets in and turns it off', async () => {
    const { id, email, secret, codes } = await owner();
    await ground.engine.db.asRole({ role: 'bb_credentials', accountId: id }, (tx) =>
      tx
        .updateTable('second_factor')
        .set({ sealed_secret: randomBytes(48) })
        .where('account_id', '=', id)
        .execute(),
    );
    const between = await passwordShown(email);
    expect(told(await showCode(codeOf(secret), between))).toBe('409 AUTH.FACTOR_UNREADABLE');
    const cookie = cookieOf((await showCode(codes[0]!, between)).headers);
    const off = await post('/me/second-factor/removal', { password: PASSWORD, code: codes[1]! }, { cookie });
    expect(off.status).toBe(204);
    expect((await signIn(email)).body.secondFactor).toBe('off');
  });
});

describe('[E305] turning it on and off', () => {
  it('takes the password and a right code; other sign-ins end, and this one goes on under a new token', async () => {
    const { id, email } = await account();
    const [one, other] = [cookieOf((await signIn(email)).headers), cookieOf((await signIn(email)).headers)];
    const setUp = (password: string) => post('/me/second-factor/setup', { password }, { cookie: one });
    expect(told(await setUp('verkeerd'))).toBe('403 ACCOUNT.WRONG_PASSWORD');
    const { secret, setup } = await offered(one);
    const on = (code: string, by = setup, cookie = one) => post('/me/second-factor', { setup: by, code }, { cookie });
    expect(told(await on(wrongCode(secret)))).toBe('403 AUTH.CODE_WRONG');
    expect(told(await on(codeOf(secret), 'made-up'))).toBe('409 ACCOUNT.SETUP_TOO_LATE');
    // what was offered to one account is of no use to another
    const stranger = cookieOf((await signIn((await account()).email)).headers);
    expect(told(await on(codeOf(secret), setup, stranger))).toBe('409 ACCOUNT.SETUP_TOO_LATE');
    expect((await signIn(email)).body.secondFactor).toBe('off');
    const turnedOn = await on(codeOf(secret));
    const now = cookieOf(turnedOn.headers);
    expect(await Promise.all([me(one), me(other), me(now)])).toEqual([401, 401, 200]);
    expect(told(await on(codeOf(secret, 1), setup, now))).toBe('409 ACCOUNT.SECOND_FACTOR_ON');
    await appWaits(id);
    const second = cookieOf((await showCode(codeOf(secret), await passwordShown(email))).headers);
    const off = (password: string, code: string) =>
      post('/me/second-factor/removal', { password, code }, { cookie: now });
    expect(told(await off('verkeerd', codeOf(secret, 1)))).toBe('403 ACCOUNT.WRONG_PASSWORD');
    expect(told(await off(PASSWORD, codeOf(secret)))).toBe('403 AUTH.CODE_WRONG');
    const turnedOff = await off(PASSWORD, codeOf(secret, 1));
    expect(turnedOff.status).toBe(204);
    expect(await Promise.all([me(now), me(second), me(cookieOf(turnedOff.headers))])).toEqual([401, 401, 200]);
    expect(newsOf(id)).toEqual(['second_factor_on', 'second_factor_off']);
  });

  it('another password keeps it, and who changed that is still in', async () => {
    const { email, secret, cookie } = await owner();
    const next = 'nog een ander woord';
    const changed = await post('/me/password', { current: PASSWORD, next }, { cookie });
    expect([changed.status, await me(cookieOf(changed.headers))]).toEqual([204, 200]);
    expect((await showCode(codeOf(secret), await passwordShown(email, next))).status).toBe(200);
  });
});

it('[E306] an administrator takes it away, which is recorded, ends the sign-ins, and is told to the owner', async () => {
  const { id, email, cookie } = await owner();
  const remove = (role: 'administrator' | 'programme_manager') =>
    ground.engine.call('DELETE', `/people/${id}/second-factor`, { role });
  const listed = async () =>
    ((await ground.engine.call('GET', '/people', { role: 'administrator' })).body.items as Record<string, unknown>[])
      .filter((person) => person.id === id)
      .map(({ hasSecondFactor }) => hasSecondFactor);
  expect(told(await remove('programme_manager'))).toBe('403 AUTH.FORBIDDEN');
  expect(await listed()).toEqual([true]);
  expect((await remove('administrator')).status).toBe(204);
  expect(told(await remove('administrator'))).toBe('409 ACCOUNT.SECOND_FACTOR_OFF');
  expect([await listed(), await me(cookie), (await signIn(email)).body.secondFactor]).toEqual([[false], 401, 'off']);
  expect(await listAudit(ground.engine.db, { kind: 'rights' }, 1)).toMatchObject([
    { action: 'removeSecondFactor', accountId: ground.engine.ids.administrator, subject: id },
  ]);
  expect(newsOf(id)).toEqual(['second_factor_on', 'second_factor_removed']);
});

describe('[E307] roles that have to have one', () => {
  it('can do nothing before they have set it up', async () => {
    const { email } = await account({ role: 'research_adviser' });
    const signedIn = await signIn(email);
    expect(signedIn.body.secondFactor).toBe('needed');
    const cookie = cookieOf(signedIn.headers);
    const get = async (path: string, as = cookie) =>
      told(await ground.engine.call('GET', path, { headers: { cookie: as } }));
    for (const path of ['/trajectories', '/me/sign-ins', '/deliveries'])
      expect(await get(path)).toBe('403 AUTH.SECOND_FACTOR_NEEDED');
    expect(told(await post('/me/password', { current: PASSWORD, next: 'nog een ander woord' }, { cookie }))).toBe(
      '403 AUTH.SECOND_FACTOR_NEEDED',
    );
    expect(await get('/me')).toBe('200');
    const { secret, setup } = await offered(cookie);
    const turnedOn = await post('/me/second-factor', { setup, code: codeOf(secret) }, { cookie });
    expect(await get('/trajectories', cookieOf(turnedOn.headers))).toBe('200');
  });

  it('are named at the start, and a name that is none is refused there', () => {
    const config = (more: object) => readConfig({ DATABASE_URL: 'x', BUURTBALANS_SECRET: 's'.repeat(40), ...more });
    expect(config({}).SECOND_FACTOR).toEqual([]);
    expect(config({ SECOND_FACTOR: 'administrator, programme_manager' }).SECOND_FACTOR).toEqual([
      'administrator',
      'programme_manager',
    ]);
    expect(() => config({ SECOND_FACTOR: 'boss' })).toThrow('SECOND_FACTOR');
  });
});

describe('[E309] a sign-in that is not used', () => {
  const hours = (moment: Date) => Math.round((moment.getTime() - Date.now()) / 360_000) / 10;
  const ends = (hash: Buffer) =>
    ground.engine.db.query
      .selectFrom('sign_in')
      .select(['expires_at', 'ends_at'])
      .where('token_hash', '=', hash)
      .executeTakeFirstOrThrow()
      .then((row) => [hours(row.expires_at), hours(row.ends_at)]);
  const change = (hash: Buffer, set: { expires_at?: Date; ends_at?: Date }) =>
    ground.engine.db.query.updateTable('sign_in').set(set).where('token_hash', '=', hash).execute();
  const inHours = (count: number) => new Date(Date.now() + count * 3_600_000);

  it('ends after four hours, and after twelve in any case; each use moves the first on', async () => {
    const cookie = cookieOf((await signIn((await account()).email)).headers);
    const hash = hashToken(/buurtbalans=([^;]+)/.exec(cookie)![1]!);
    expect(await ends(hash)).toEqual([4, 12]);
    await change(hash, { expires_at: inHours(1) });
    expect(await me(cookie)).toBe(200);
    expect(await ends(hash)).toEqual([4, 12]);
    await change(hash, { expires_at: inHours(1), ends_at: inHours(2) });
    expect(await me(cookie)).toBe(200);
    expect(await ends(hash)).toEqual([2, 2]);
    await change(hash, { expires_at: inHours(-0.01) });
    expect(await me(cookie)).toBe(401);
  });

  it('is used by a live stream that is open', async () => {
    const { engine } = ground;
    const answer = await signIn('facilitator@example.nl', 'a long enough password');
    const cookie = /buurtbalans=([^;]+)/.exec(cookieOf(answer.headers))![1]!;
    const hash = hashToken(cookie);
    await change(hash, { expires_at: inHours(1) });
    const request = { cookies: { buurtbalans: cookie }, headers: {}, raw: { socket: {} } } as unknown as FastifyRequest;
    const config = readConfig({ DATABASE_URL: 'x', BUURTBALANS_SECRET: 's'.repeat(40) });
    expect(await staysIn(engine.db, request, engine.trajectory.id, config)).toBe(true);
    expect(await ends(hash)).toEqual([4, 12]);
  });
});
