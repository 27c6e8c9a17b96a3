import { randomUUID, scryptSync } from 'node:crypto';
import {
  findAccountByEmail,
  findInvitation,
  giveToken,
  inviteByLink,
  inviteByMail,
  listAudit,
  readAccount,
  readTrajectory,
  saveAccount,
  saveOrganisation,
} from '@buurtbalans/database';
import { DOOR_HEADER } from '@buurtbalans/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BackgroundService } from '../platform/background.service.ts';
import type { Config } from '../platform/config.ts';
import { type Answer, type EngineUnderTest, startEngineUnderTest } from '../engine.testing.ts';
import { ForgottenPasswords } from './forgotten-passwords.service.ts';
import { keyOf } from './sign-in-limit.service.ts';

const PASSWORD = 'een fiets met lantaarn';
const DOOR_KEY = 'a-key-that-only-the-door-has';
let engine: EngineUnderTest;
beforeAll(async () => {
  engine = await startEngineUnderTest({ DOOR_KEY });
});
afterAll(() => engine.stop());

const cookieOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((one) => one.split(';')[0]!)
    .join('; ');
const signIn = (email: string, password = PASSWORD, headers: Record<string, string> = {}) =>
  engine.call('POST', '/sign-in', { body: { email, password }, headers });
const me = async (cookie: string): Promise<number> => (await engine.call('GET', '/me', { headers: { cookie } })).status;

/** An account that somebody has taken; gives its id and address. */
async function account(change: object = {}): Promise<{ id: string; email: string }> {
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
}

describe('[E210] a link to an account', () => {
  it('is made by an administrator, shown once, and lets in once whoever has it', async () => {
    const email = `${randomUUID()}@example.nl`;
    const made = await engine.call('POST', '/people', {
      role: 'administrator',
      body: { email, name: 'Noor', role: 'facilitator', by: 'link' },
    });
    const path = (made.body.path as string).replace('/invitation', '/account-invitations');
    expect((await signIn(email)).body.code).toBe('AUTH.SIGN_IN_FAILED');
    expect((await engine.call('GET', path)).body).toMatchObject({ purpose: 'invitation', email, name: 'Noor' });
    const weak = await engine.call('POST', path, { body: { name: 'Noor', password: 'welkom012345' } });
    expect(weak.body.code).toBe('ACCOUNT.WEAK_PASSWORD');
    // nobody chooses another address than the one that was invited
    const taken = await engine.call('POST', path, {
      body: { name: 'Noor B', password: PASSWORD, email: 'a@example.nl' },
    });
    expect(taken.body).toMatchObject({ email, name: 'Noor B', role: 'facilitator' });
    expect(await me(cookieOf(taken.headers))).toBe(200);
    for (const method of ['GET', 'POST'])
      expect(
        (await engine.call(method, path, method === 'GET' ? {} : { body: { name: 'X', password: PASSWORD } })).body
          .code,
      ).toBe('ACCOUNT.LINK_NOT_GOOD');
    expect((await signIn(email)).status).toBe(200);
  });

  it('is not good once it is past, was replaced, or its account is disabled', async () => {
    const { id } = await account();
    const first = await inviteByLink(engine.db, id, 'reset');
    const past = await inviteByLink(engine.db, id, 'reset', '-1 second');
    expect(await findInvitation(engine.db, first)).toBeUndefined();
    expect(await findInvitation(engine.db, past)).toBeUndefined();
    const good = await inviteByLink(engine.db, id, 'reset');
    expect((await findInvitation(engine.db, good))?.account.id).toBe(id);
    const body = {
      name: 'Iemand',
      role: 'facilitator',
      organisationId: null,
      districtCode: null,
      isDisabled: true,
      wasDisabled: false,
    };
    expect((await engine.call('PUT', `/people/${id}`, { role: 'administrator', body })).status).toBe(204);
    expect(await findInvitation(engine.db, good)).toBeUndefined();
  });

  it('for a new password ends what the old one opened, and every other link', async () => {
    const { id, email } = await account();
    await inviteByMail(engine.db, id, 'reset');
    const { rows } = await engine.db.pool.query<{ id: string }>(
      'select id from account_invitation where account_id = $1',
      [id],
    );
    const mailed = await giveToken(engine.db, rows[0]!.id);
    const cookie = cookieOf((await signIn(email)).headers);
    const token = await inviteByLink(engine.db, id, 'reset');
    await engine.call('POST', `/account-invitations/${token}`, {
      body: { name: 'Iemand', password: 'een heel ander woord' },
    });
    expect(await me(cookie)).toBe(401);
    expect(await findInvitation(engine.db, mailed)).toBeUndefined();
    expect((await signIn(email)).status).toBe(401);
    expect((await signIn(email, 'een heel ander woord')).status).toBe(200);
  });

  it('is not made for whoever may not be invited by that role, nor twice for one address', async () => {
    const invite = (role: 'programme_manager' | 'administrator', body: object) =>
      engine.call('POST', '/people', { role, body: { name: 'X', by: 'link', ...body } });
    for (const role of ['administrator', 'programme_manager'])
      expect((await invite('programme_manager', { email: 'x@example.nl', role })).body.code).toBe('AUTH.FORBIDDEN');
    const { email } = await account();
    expect((await invite('administrator', { email: email.toUpperCase(), role: 'stakeholder' })).body.code).toBe(
      'ACCOUNT.EMAIL_TAKEN',
    );
    expect((await invite('administrator', { email: 'y@example.nl', role: 'professional' })).body.code).toBe(
      'ACCOUNT.NEEDS_ORGANISATION',
    );
    // once more, as long as it was not taken: another link to the same account, in place of the first
    const again = { email: `${randomUUID()}@example.nl`, role: 'stakeholder' };
    const [first, second] = [await invite('administrator', again), await invite('administrator', again)];
    expect(second.body.accountId).toBe(first.body.accountId);
    const tokenOf = (answer: Answer): string => (answer.body.path as string).split('/').at(-1)!;
    expect(await findInvitation(engine.db, tokenOf(first))).toBeUndefined();
    expect((await findInvitation(engine.db, tokenOf(second)))?.purpose).toBe('invitation');
    // without a mail server none is promised
    expect((await invite('administrator', { email: 'z@example.nl', role: 'stakeholder', by: 'mail' })).body.code).toBe(
      'ACCOUNT.NO_MAIL',
    );
    expect((await engine.call('POST', '/forgotten-password', { body: { email } })).body).toEqual({ mailed: false });
  });
});

it('[E287] who asks for links from one network too often uses up nothing of the addresses that they name', async () => {
  const { id, email } = await account();
  const secret = randomUUID();
  const forgotten = new ForgottenPasswords(
    engine.db,
    { SMTP_URL: 'smtp://127.0.0.1:1', BUURTBALANS_SECRET: secret } as Config,
    { kick: () => undefined } as BackgroundService,
  );
  const asked = async (address: string, times: number, all: number): Promise<void> => {
    for (let nth = 0; nth < times; nth += 1) forgotten.ask(address, 'crowd');
    await expect
      .poll(
        async () =>
          (
            await engine.db.pool.query<{ failures: number }>('select failures from sign_in_attempt where key = $1', [
              keyOf(secret, 'forgotten network crowd'),
            ])
          ).rows[0]?.failures,
      )
      .toBe(all);
  };
  await asked(`${randomUUID()}@example.nl`, 40, 40);
  await asked(email, 10, 50);
  const links = async () =>
    (await engine.db.pool.query('select from account_invitation where account_id = $1', [id])).rowCount;
  expect(await links()).toBe(0);
  forgotten.ask(email, 'home');
  await expect.poll(links).toBe(1);
});

it('[E212] a password of an earlier version lets in, and is put down anew by it', async () => {
  const { id, email } = await account();
  const salt = Buffer.from('0123456789abcdef');
  const hash = scryptSync(PASSWORD, salt, 32, { N: 1024, r: 8, p: 1 });
  const passwordHash = ['scrypt', 1024, 8, 1, salt.toString('base64'), hash.toString('base64')].join('$');
  await saveAccount(engine.db, { id, email, name: 'Iemand', role: 'facilitator', organisationId: null, passwordHash });
  expect((await signIn(email, 'fout wachtwoord')).status).toBe(401);
  expect((await findAccountByEmail(engine.db, email))?.passwordHash).toBe(passwordHash);
  for (const _ of [1, 2]) expect((await signIn(email)).status).toBe(200);
  expect((await findAccountByEmail(engine.db, email))?.passwordHash).toMatch(/^\$argon2id\$/);
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
    const { rows } = await engine.db.pool.query<{ key: string }>('select key from sign_in_attempt');
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
      (await engine.call('GET', '/me/sign-ins', { headers: { cookie } })).body.items as {
        id: string;
        browser: string | null;
        isCurrent: boolean;
      }[];
    const signIns = await list(one);
    expect(signIns.find(({ isCurrent }) => isCurrent)?.browser).toBe('Firefox, Linux');
    const [ended] = await list(other).then((all) => all.filter(({ isCurrent }) => isCurrent));
    expect((await engine.call('DELETE', `/me/sign-ins/${ended!.id}`, { headers: { cookie: one } })).status).toBe(204);
    expect(await Promise.all([me(one), me(other), me(third)])).toEqual([200, 401, 200]);
    const change = (current: string) =>
      engine.call('POST', '/me/password', { headers: { cookie: one }, body: { current, next: 'nog een ander woord' } });
    expect((await change('verkeerd')).body.code).toBe('ACCOUNT.WRONG_PASSWORD');
    const changed = await change(PASSWORD);
    expect(changed.status).toBe(204);
    expect(await Promise.all([me(one), me(third), me(cookieOf(changed.headers))])).toEqual([401, 401, 200]);
  });

  it('of somebody else are ended by an administrator, and by nobody through their own list', async () => {
    const { id, email } = await account();
    const cookie = cookieOf((await signIn(email)).headers);
    const { items } = (await engine.call('GET', `/people/${id}/sign-ins`, { role: 'administrator' })).body as {
      items: { id: string }[];
    };
    expect((await engine.call('DELETE', `/me/sign-ins/${items[0]!.id}`, { role: 'facilitator' })).status).toBe(404);
    expect(await me(cookie)).toBe(200);
    await engine.call('DELETE', `/people/${id}/sign-ins`, { role: 'administrator' });
    expect(await me(cookie)).toBe(401);
  });
});

describe('[E286] while a right password waits in line', () => {
  /** Does something with an account in a transaction that is done only once a sign-in waits for it. */
  async function meanwhile(change: { state: 'disabled' } | { password_hash: string }): Promise<Answer> {
    const { id, email } = await account();
    let waiting: Promise<Answer> | undefined;
    await engine.db.asRole({ role: 'bb_credentials', accountId: id }, async (tx) => {
      await tx.updateTable('account').set(change).where('id', '=', id).execute();
      waiting = signIn(email);
      const waits = `select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`;
      await expect.poll(async () => (await engine.db.pool.query(waits)).rowCount, { timeout: 8_000 }).toBe(1);
    });
    const answer = await waiting!;
    const { rowCount } = await engine.db.pool.query('select from sign_in where account_id = $1', [id]);
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
  const { sessionId } = await engine.opened('professional');
  const { headers } = await engine.call('POST', '/sign-in', {
    body: { email: 'facilitator@example.nl', password: 'a long enough password' },
  });
  const cookie = cookieOf(headers);
  const stream = await fetch(`${engine.base}/sessions/${sessionId}/stream?audience=facilitator`, {
    headers: { cookie },
  });
  const reader = stream.body!.getReader();
  expect((await reader.read()).done).toBe(false);
  await engine.call('POST', '/sign-out', { headers: { cookie } });
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
    expect((await engine.call('GET', '/me', { headers: { ...elsewhere, cookie } })).status).toBe(401);
    // without the key of the door it is the connection that counts, and this one comes from here
    const forged = { [DOOR_HEADER]: 'another-key-of-somebody 192.0.2', 'x-forwarded-for': '192.0.2.7' };
    expect((await engine.call('GET', '/me', { headers: { ...forged, cookie } })).status).toBe(200);
  });
});

describe('[E220] organisations', () => {
  const body = { type: 'police', districtCodes: [], contact: null };

  it('are added, changed and not doubled', async () => {
    const name = `Wijkteam ${randomUUID()}`;
    const added = await engine.call('POST', '/organisations', {
      role: 'programme_manager',
      body: { ...body, name, contact: 'Balie, 14 020' },
    });
    expect(added.status).toBe(200);
    expect(
      (await engine.call('POST', '/organisations', { role: 'administrator', body: { ...body, name } })).body.code,
    ).toBe('ORGANISATION.NAME_TAKEN');
    const path = `/organisations/${String(added.body.id)}`;
    expect(
      (await engine.call('PUT', path, { role: 'administrator', body: { ...body, name, type: 'care' } })).body,
    ).toMatchObject({ type: 'care' });
    const { items } = (await engine.call('GET', '/organisation-register', { role: 'administrator' })).body as {
      items: { name: string }[];
    };
    expect(items.find((one) => one.name === name)).toMatchObject({ type: 'care', contact: null, accounts: 0 });
  });

  it('that are one are merged: its people see what the double took part in', async () => {
    const into = randomUUID();
    await saveOrganisation(engine.db, { id: into, name: `Politie ${into}`, type: 'police' });
    const { sessionId, code, token } = await engine.opened('professional');
    const merge = (id: string, to: string) =>
      engine.call('POST', `/organisations/${id}/merge`, { role: 'administrator', body: { into: to } });
    expect((await merge(into, into)).body.code).toBe('ORGANISATION.NOT_FOUND');
    expect((await merge(engine.organisationId, into)).status).toBe(204);
    expect((await readAccount(engine.db, engine.ids.professional))?.organisation?.id).toBe(into);
    const read = await engine.call('GET', `/trajectories/${engine.trajectory.id}`, { role: 'professional' });
    expect(read.status).toBe(200);
    // there it goes on under its own name: at the door, on phones that are in, and for whoever comes in signed in
    const double = expect.objectContaining({ id: engine.organisationId });
    expect((await engine.call('GET', `/join/${code}`)).body.organisations).toContainEqual(double);
    const entered = await engine.call('POST', `/sessions/${sessionId}/participant`, { role: 'professional' });
    for (const phone of [token, String(entered.body.token)])
      expect((await engine.call('GET', `/sessions/${sessionId}/participation`, { token: phone })).body).toMatchObject({
        organisation: double,
        organisations: expect.arrayContaining([double]),
      });
    const { items } = (await engine.call('GET', '/organisations', { role: 'facilitator' })).body as {
      items: { id: string }[];
    };
    expect(items.map(({ id }) => id)).not.toContain(engine.organisationId);
    expect((await merge(engine.organisationId, into)).body.code).toBe('ORGANISATION.NOT_FOUND');
    const noted = await listAudit(engine.db, { kind: 'rights' }, 100);
    expect(noted.filter(({ action }) => action === 'mergeOrganisation')).toMatchObject([
      { subject: engine.organisationId, accountId: engine.ids.administrator },
    ]);
  });
});

it('[E220] of two organisations that are merged into each other at once one stays, and the name of the other is free', async () => {
  const both = [randomUUID(), randomUUID()] as const;
  for (const id of both) await saveOrganisation(engine.db, { id, name: id, type: 'care' });
  const merge = (id: string, into: string) =>
    engine.call('POST', `/organisations/${id}/merge`, { role: 'administrator', body: { into } });
  const answers = await Promise.all([merge(...both), merge(both[1], both[0])]);
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
  const gone = both[answers.findIndex(({ status }) => status === 204)]!;
  await saveOrganisation(engine.db, { id: randomUUID(), name: gone, type: 'care' });
  await expect(saveOrganisation(engine.db, { id: randomUUID(), name: gone, type: 'care' })).rejects.toThrow();
});

it('[E222] a professional who was invited for one trajectory sees no other of the organisation', async () => {
  const organisationId = Object.keys((await readTrajectory(engine.db, engine.trajectory.id))!.state.organisations)[0]!;
  const path = `/trajectories/${engine.trajectory.id}/professionals`;
  const invite = (id: string) =>
    engine.call('POST', path, {
      role: 'facilitator',
      body: { email: `${randomUUID()}@example.nl`, name: 'Wijkagent', organisationId: id, by: 'link' },
    });
  expect((await invite(randomUUID())).body.code).toBe('ORGANISATION.NOT_FOUND');
  const made = await invite(organisationId);
  expect(await readAccount(engine.db, made.body.accountId as string)).toMatchObject({
    role: 'professional',
    state: 'invited',
    trajectoryId: engine.trajectory.id,
  });
});

it('[E278] who lets somebody in or changes an account is recorded with it; who is refused is not', async () => {
  const asAdministrator = (method: string, path: string, body: object) =>
    engine.call(method, path, { role: 'administrator', body });
  const person = { email: `${randomUUID()}@example.nl`, name: 'Noor', role: 'facilitator' };
  const made = await asAdministrator('POST', '/people', { ...person, by: 'link' });
  const id = made.body.accountId as string;
  expect((await asAdministrator('POST', '/people', { ...person, role: 'stakeholder', by: 'link' })).body.code).toBe(
    'ACCOUNT.EMAIL_TAKEN',
  );
  const own = { organisationId: null, districtCode: null, isDisabled: true, wasDisabled: false };
  const change = { name: 'Noor', role: 'facilitator', ...own };
  expect((await asAdministrator('PUT', `/people/${id}`, change)).status).toBe(204);
  const noted = (await listAudit(engine.db, { kind: 'rights' }, 100)).filter(({ subject }) => subject === id);
  expect(noted.map(({ action, accountId, role }) => [action, accountId, role])).toEqual([
    ['changePerson', engine.ids.administrator, 'administrator'],
    ['invitePerson', engine.ids.administrator, 'administrator'],
  ]);
});

describe('[E288] changing an account', () => {
  const change = (id: string, body: object) =>
    engine.call('PUT', `/people/${id}`, {
      role: 'administrator',
      body: {
        name: 'Iemand',
        organisationId: null,
        districtCode: null,
        isDisabled: false,
        wasDisabled: false,
        ...body,
      },
    });

  it('for another role takes away the trajectory that it was invited for', async () => {
    const organisationId = randomUUID();
    await saveOrganisation(engine.db, { id: organisationId, name: organisationId, type: 'care' });
    const { id } = await account({ role: 'professional', organisationId, trajectoryId: engine.trajectory.id });
    expect((await change(id, { role: 'professional', organisationId })).status).toBe(204);
    expect((await readAccount(engine.db, id))?.trajectoryId).toBe(engine.trajectory.id);
    expect((await change(id, { role: 'facilitator' })).status).toBe(204);
    expect(await readAccount(engine.db, id)).toMatchObject({ role: 'facilitator', trajectoryId: null });
    expect((await change(id, { role: 'professional', organisationId: randomUUID() })).body.code).toBe(
      'ORGANISATION.NOT_FOUND',
    );
  });

  it('by somebody who looked before it was disabled, or let in again, is refused', async () => {
    const { id, email } = await account();
    const role = 'facilitator';
    expect((await change(id, { role, isDisabled: true })).status).toBe(204);
    expect((await change(id, { role })).body.code).toBe('ACCOUNT.CHANGED_MEANWHILE');
    expect((await signIn(email)).status).toBe(401);
    expect((await change(id, { role, wasDisabled: true })).status).toBe(204);
    expect((await signIn(email)).status).toBe(200);
    expect((await change(id, { role, isDisabled: true, wasDisabled: true })).status).toBe(409);
  });

  it('of two administrators who let each other go at once leaves one', async () => {
    const ids = [(await account({ role: 'administrator' })).id, (await account({ role: 'administrator' })).id];
    // the one who calls here counts for nothing meanwhile
    const counts = (does: boolean) =>
      engine.db.asRole({ role: 'bb_credentials', accountId: engine.ids.administrator }, (tx) =>
        tx.updateTable('account').set({ is_demonstration: !does }).where('id', '=', engine.ids.administrator).execute(),
      );
    await counts(false);
    const disable = (id: string) => change(id, { role: 'administrator', isDisabled: true });
    const answers = await Promise.all(ids.map(disable));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    await counts(true);
    await disable(ids[answers.findIndex(({ status }) => status === 409)]!);
  });
});

it('[E224] the last administrator stays one', async () => {
  const path = `/people/${engine.ids.administrator}`;
  const body = { name: 'administrator', organisationId: null, districtCode: null, wasDisabled: false };
  for (const change of [
    { role: 'facilitator', isDisabled: false },
    { role: 'administrator', isDisabled: true },
  ])
    expect((await engine.call('PUT', path, { role: 'administrator', body: { ...body, ...change } })).body.code).toBe(
      'ACCOUNT.LAST_ADMINISTRATOR',
    );
  expect(
    (
      await engine.call('PUT', path, {
        role: 'administrator',
        body: { ...body, role: 'administrator', isDisabled: false },
      })
    ).status,
  ).toBe(204);
});
