import { scryptSync } from 'node:crypto';
import { DOOR_HEADER } from '@buurtbalans/contracts';
import { findAccountByEmail, saveAccount } from '@buurtbalans/database';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../engine.testing.ts';
import { cookieOf, DOOR_KEY, PASSWORD, useAccounts } from './accounts.testing.ts';

const ground = useAccounts();
const { account, me, signIn } = ground;

it('[E212] a password of an earlier version lets in, and is put down anew by it', async () => {
  const { id, email } = await account();
  const salt = Buffer.from('0123456789abcdef');
  const hash = scryptSync(PASSWORD, salt, 32, { N: 1024, r: 8, p: 1 });
  const passwordHash = ['scrypt', 1024, 8, 1, salt.toString('base64'), hash.toString('base64')].join('$');
  await saveAccount(ground.engine.db, {
    id,
    email,
    name: 'Iemand',
    role: 'facilitator',
    organisationId: null,
    passwordHash,
  });
  expect((await signIn(email, 'fout wachtwoord')).status).toBe(401);
  expect((await findAccountByEmail(ground.engine.db, email))?.passwordHash).toBe(passwordHash);
  for (const _ of [1, 2]) expect((await signIn(email)).status).toBe(200);
  expect((await findAccountByEmail(ground.engine.db, email))?.passwordHash).toMatch(/^\$argon2id\$/);
});

describe('[E213] many wrong passwords', () => {
  it('keep the right one out from nowhere: the same network, another, or a known browser', async () => {
    const { email } = await account();
    const from = (network: string) => ({ [DOOR_HEADER]: `${DOOR_KEY} ${network}` });
    const known = cookieOf((await signIn(email, PASSWORD, from('192.0.2'))).headers);
    const wrong = Array.from({ length: 60 }, (_, nth) => signIn(email, `wrong ${nth}`, from('198.51.100')));
    // while they are looked at
    for (const headers of [from('198.51.100'), from('203.0.113'), { ...from('198.51.100'), cookie: known }])
      expect((await signIn(email, PASSWORD, headers)).status).toBe(200);
    const answers = await Promise.all(wrong);
    expect(answers.map(({ status }) => status).filter((status) => status !== 401 && status !== 429)).toEqual([]);
    expect((await signIn(email, PASSWORD, from('198.51.100'))).status).toBe(200);
  });

  it('are counted under keys that name nobody', async () => {
    await signIn('niemand.hier@example.nl', 'wrong');
    const { rows } = await ground.engine.db.pool.query<{ key: string }>('select key from sign_in_attempt');
    expect(rows.length).toBeGreaterThan(2);
    for (const { key } of rows) expect(key).toMatch(/^[\w-]{43}$/);
  });
});

describe('[E216] sign-ins', () => {
  it('are listed with the kind of browser and nothing more, and ended one by one or by another password', async () => {
    const { email } = await account();
    const agent = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0' };
    const [one, other, third] = [await signIn(email, PASSWORD, agent), await signIn(email), await signIn(email)].map(
      ({ headers }) => cookieOf(headers),
    ) as [string, string, string];
    const list = async (cookie: string) =>
      (await ground.engine.call('GET', '/me/sign-ins', { headers: { cookie } })).body.items as {
        id: string;
        browser: string | null;
        isCurrent: boolean;
      }[];
    const signIns = await list(one);
    expect(signIns.find(({ isCurrent }) => isCurrent)?.browser).toBe('Firefox, Linux');
    const [ended] = await list(other).then((all) => all.filter(({ isCurrent }) => isCurrent));
    expect((await ground.engine.call('DELETE', `/me/sign-ins/${ended!.id}`, { headers: { cookie: one } })).status).toBe(
      204,
    );
    expect(await Promise.all([me(one), me(other), me(third)])).toEqual([200, 401, 200]);
    const change = (current: string) =>
      ground.engine.call('POST', '/me/password', {
        headers: { cookie: one },
        body: { current, next: 'nog een ander woord' },
      });
    expect((await change('verkeerd')).body.code).toBe('ACCOUNT.WRONG_PASSWORD');
    const changed = await change(PASSWORD);
    expect(changed.status).toBe(204);
    expect(await Promise.all([me(one), me(third), me(cookieOf(changed.headers))])).toEqual([401, 401, 200]);
  });

  it('of somebody else are ended by an administrator, and by nobody through their own list', async () => {
    const { id, email } = await account();
    const cookie = cookieOf((await signIn(email)).headers);
    const { items } = (await ground.engine.call('GET', `/people/${id}/sign-ins`, { role: 'administrator' })).body as {
      items: { id: string }[];
    };
    expect((await ground.engine.call('DELETE', `/me/sign-ins/${items[0]!.id}`, { role: 'facilitator' })).status).toBe(
      404,
    );
    expect(await me(cookie)).toBe(200);
    await ground.engine.call('DELETE', `/people/${id}/sign-ins`, { role: 'administrator' });
    expect(await me(cookie)).toBe(401);
  });
});

describe('[E286] while a right password waits in line', () => {
  /** Does something with an account in a transaction that is done only once a sign-in waits for it. */
  async function meanwhile(change: { state: 'disabled' } | { password_hash: string }): Promise<Answer> {
    const { id, email } = await account();
    let waiting: Promise<Answer> | undefined;
    await ground.engine.db.asRole({ role: 'bb_credentials', accountId: id }, async (tx) => {
      await tx.updateTable('account').set(change).where('id', '=', id).execute();
      waiting = signIn(email);
      const waits = `select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`;
      await expect.poll(async () => (await ground.engine.db.pool.query(waits)).rowCount, { timeout: 8_000 }).toBe(1);
    });
    const answer = await waiting!;
    const { rowCount } = await ground.engine.db.pool.query('select from sign_in where account_id = $1', [id]);
    // that of taking the account
    expect(rowCount).toBe(1);
    return answer;
  }

  it.each([[{ state: 'disabled' }], [{ password_hash: 'of somebody else' }]] as const)(
    'the account is changed, and there is no sign-in: %j',
    async (change) => {
      expect((await meanwhile(change)).body.code).toBe('AUTH.SIGN_IN_FAILED');
    },
  );
});

it('[E217] a live stream of staff ends with the sign-in by which it came', async () => {
  const { sessionId } = await ground.engine.opened('professional');
  const { headers } = await ground.engine.call('POST', '/sign-in', {
    body: { email: 'facilitator@example.nl', password: 'a long enough password' },
  });
  const cookie = cookieOf(headers);
  const stream = await fetch(`${ground.engine.base}/sessions/${sessionId}/stream?audience=facilitator`, {
    headers: { cookie },
  });
  const reader = stream.body!.getReader();
  expect((await reader.read()).done).toBe(false);
  await ground.engine.call('POST', '/sign-out', { headers: { cookie } });
  await expect(
    (async () => {
      for (;;) if ((await reader.read()).done) return 'ended';
    })().catch(() => 'ended'),
  ).resolves.toBe('ended');
});

describe('[E218] an account of the demonstration', () => {
  it('is used from this machine alone, whatever a header says', async () => {
    const { email } = await account({ isDemonstration: true });
    const cookie = cookieOf((await signIn(email)).headers);
    const elsewhere = { [DOOR_HEADER]: `${DOOR_KEY} 192.0.2` };
    expect((await signIn(email, PASSWORD, elsewhere)).body.code).toBe('AUTH.SIGN_IN_FAILED');
    expect((await ground.engine.call('GET', '/me', { headers: { ...elsewhere, cookie } })).status).toBe(401);
    // without the key of the door it is the connection that counts, and this one comes from here
    const forged = { [DOOR_HEADER]: 'another-key-of-somebody 192.0.2', 'x-forwarded-for': '192.0.2.7' };
    expect((await ground.engine.call('GET', '/me', { headers: { ...forged, cookie } })).status).toBe(200);
  });
});
