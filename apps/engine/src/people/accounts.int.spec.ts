import { randomUUID } from 'node:crypto';
import {
  findInvitation,
  giveToken,
  inviteByLink,
  inviteByMail,
  listAudit,
  readAccount,
  readTrajectory,
  saveOrganisation,
} from '@buurtbalans/database';
import { describe, expect, it } from 'vitest';
import type { BackgroundService } from '../platform/background.service.ts';
import type { Answer } from '../engine.testing.ts';
import type { Config } from '../platform/config.ts';
import { cookieOf, PASSWORD, useAccounts } from './accounts.testing.ts';
import { ForgottenPasswords } from './forgotten-passwords.service.ts';
import { keyOf } from './sign-in-limit.service.ts';

const ground = useAccounts();
const { account, me, signIn } = ground;

describe('[E210] a link to an account', () => {
  it('is made by an administrator, shown once, and lets in once whoever has it', async () => {
    const email = `${randomUUID()}@example.nl`;
    const made = await ground.engine.call('POST', '/people', {
      role: 'administrator',
      body: { email, name: 'Noor', role: 'facilitator', by: 'link' },
    });
    const path = (made.body.path as string).replace('/invitation', '/account-invitations');
    expect((await signIn(email)).body.code).toBe('AUTH.SIGN_IN_FAILED');
    expect((await ground.engine.call('GET', path)).body).toMatchObject({ purpose: 'invitation', email, name: 'Noor' });
    const weak = await ground.engine.call('POST', path, { body: { name: 'Noor', password: 'welkom012345' } });
    expect(weak.body.code).toBe('ACCOUNT.WEAK_PASSWORD');
    // nobody chooses another address than the one that was invited
    const taken = await ground.engine.call('POST', path, {
      body: { name: 'Noor B', password: PASSWORD, email: 'a@example.nl' },
    });
    expect(taken.body).toMatchObject({ email, name: 'Noor B', role: 'facilitator' });
    expect(await me(cookieOf(taken.headers))).toBe(200);
    for (const method of ['GET', 'POST'])
      expect(
        (await ground.engine.call(method, path, method === 'GET' ? {} : { body: { name: 'X', password: PASSWORD } }))
          .body.code,
      ).toBe('ACCOUNT.LINK_NOT_GOOD');
    expect((await signIn(email)).status).toBe(200);
  });

  it('is not good once it is past, was replaced, or its account is disabled', async () => {
    const { id } = await account();
    const first = await inviteByLink(ground.engine.db, id, 'reset');
    const past = await inviteByLink(ground.engine.db, id, 'reset', '-1 second');
    expect(await findInvitation(ground.engine.db, first)).toBeUndefined();
    expect(await findInvitation(ground.engine.db, past)).toBeUndefined();
    const good = await inviteByLink(ground.engine.db, id, 'reset');
    expect((await findInvitation(ground.engine.db, good))?.account.id).toBe(id);
    const body = {
      name: 'Iemand',
      role: 'facilitator',
      organisationId: null,
      districtCode: null,
      isDisabled: true,
      wasDisabled: false,
    };
    expect((await ground.engine.call('PUT', `/people/${id}`, { role: 'administrator', body })).status).toBe(204);
    expect(await findInvitation(ground.engine.db, good)).toBeUndefined();
  });

  it('for a new password ends what the old one opened, and every other link', async () => {
    const { id, email } = await account();
    await inviteByMail(ground.engine.db, id, 'reset');
    const { rows } = await ground.engine.db.pool.query<{ id: string }>(
      'select id from account_invitation where account_id = $1',
      [id],
    );
    const mailed = await giveToken(ground.engine.db, rows[0]!.id);
    const cookie = cookieOf((await signIn(email)).headers);
    const token = await inviteByLink(ground.engine.db, id, 'reset');
    await ground.engine.call('POST', `/account-invitations/${token}`, {
      body: { name: 'Iemand', password: 'een heel ander woord' },
    });
    expect(await me(cookie)).toBe(401);
    expect(await findInvitation(ground.engine.db, mailed)).toBeUndefined();
    expect((await signIn(email)).status).toBe(401);
    expect((await signIn(email, 'een heel ander woord')).status).toBe(200);
  });

  it('is not made for whoever may not be invited by that role, nor twice for one address', async () => {
    const invite = (role: 'programme_manager' | 'administrator', body: object) =>
      ground.engine.call('POST', '/people', { role, body: { name: 'X', by: 'link', ...body } });
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
    expect(await findInvitation(ground.engine.db, tokenOf(first))).toBeUndefined();
    expect((await findInvitation(ground.engine.db, tokenOf(second)))?.purpose).toBe('invitation');
    // without a mail server none is promised
    expect((await invite('administrator', { email: 'z@example.nl', role: 'stakeholder', by: 'mail' })).body.code).toBe(
      'ACCOUNT.NO_MAIL',
    );
    expect((await ground.engine.call('POST', '/forgotten-password', { body: { email } })).body).toEqual({
      mailed: false,
    });
  });
});

it('[E287] who asks for links from one network too often uses up nothing of the addresses that they name', async () => {
  const { id, email } = await account();
  const secret = randomUUID();
  const forgotten = new ForgottenPasswords(
    ground.engine.db,
    { SMTP_URL: 'smtp://127.0.0.1:1', BUURTBALANS_SECRET: secret } as Config,
    { kick: () => undefined } as BackgroundService,
  );
  const asked = async (address: string, times: number, all: number): Promise<void> => {
    for (let nth = 0; nth < times; nth += 1) forgotten.ask(address, 'crowd');
    await expect
      .poll(
        async () =>
          (
            await ground.engine.db.pool.query<{ failures: number }>(
              'select failures from sign_in_attempt where key = $1',
              [keyOf(secret, 'forgotten network crowd')],
            )
          ).rows[0]?.failures,
      )
      .toBe(all);
  };
  await asked(`${randomUUID()}@example.nl`, 40, 40);
  await asked(email, 10, 50);
  const links = async () =>
    (await ground.engine.db.pool.query('select from account_invitation where account_id = $1', [id])).rowCount;
  expect(await links()).toBe(0);
  forgotten.ask(email, 'home');
  await expect.poll(links).toBe(1);
});

describe('[E220] organisations', () => {
  const body = { type: 'police', districtCodes: [], contact: null };

  it('are added, changed and not doubled', async () => {
    const name = `Wijkteam ${randomUUID()}`;
    const added = await ground.engine.call('POST', '/organisations', {
      role: 'programme_manager',
      body: { ...body, name, contact: 'Balie, 14 020' },
    });
    expect(added.status).toBe(200);
    expect(
      (await ground.engine.call('POST', '/organisations', { role: 'administrator', body: { ...body, name } })).body
        .code,
    ).toBe('ORGANISATION.NAME_TAKEN');
    const path = `/organisations/${String(added.body.id)}`;
    expect(
      (await ground.engine.call('PUT', path, { role: 'administrator', body: { ...body, name, type: 'care' } })).body,
    ).toMatchObject({ type: 'care' });
    const { items } = (await ground.engine.call('GET', '/organisation-register', { role: 'administrator' })).body as {
      items: { name: string }[];
    };
    expect(items.find((one) => one.name === name)).toMatchObject({ type: 'care', contact: null, accounts: 0 });
  });

  it('that are one are merged: its people see what the double took part in', async () => {
    const into = randomUUID();
    await saveOrganisation(ground.engine.db, { id: into, name: `Politie ${into}`, type: 'police' });
    const { sessionId, code, token } = await ground.engine.opened('professional');
    const merge = (id: string, to: string) =>
      ground.engine.call('POST', `/organisations/${id}/merge`, { role: 'administrator', body: { into: to } });
    expect((await merge(into, into)).body.code).toBe('ORGANISATION.NOT_FOUND');
    expect((await merge(ground.engine.organisationId, into)).status).toBe(204);
    expect((await readAccount(ground.engine.db, ground.engine.ids.professional))?.organisation?.id).toBe(into);
    const read = await ground.engine.call('GET', `/trajectories/${ground.engine.trajectory.id}`, {
      role: 'professional',
    });
    expect(read.status).toBe(200);
    // there it goes on under its own name: at the door, on phones that are in, and for whoever comes in signed in
    const double = expect.objectContaining({ id: ground.engine.organisationId });
    expect((await ground.engine.call('GET', `/join/${code}`)).body.organisations).toContainEqual(double);
    const entered = await ground.engine.call('POST', `/sessions/${sessionId}/participant`, { role: 'professional' });
    for (const phone of [token, String(entered.body.token)])
      expect(
        (await ground.engine.call('GET', `/sessions/${sessionId}/participation`, { token: phone })).body,
      ).toMatchObject({
        organisation: double,
        organisations: expect.arrayContaining([double]),
      });
    const { items } = (await ground.engine.call('GET', '/organisations', { role: 'facilitator' })).body as {
      items: { id: string }[];
    };
    expect(items.map(({ id }) => id)).not.toContain(ground.engine.organisationId);
    expect((await merge(ground.engine.organisationId, into)).body.code).toBe('ORGANISATION.NOT_FOUND');
    const noted = await listAudit(ground.engine.db, { kind: 'rights' }, 100);
    expect(noted.filter(({ action }) => action === 'mergeOrganisation')).toMatchObject([
      { subject: ground.engine.organisationId, accountId: ground.engine.ids.administrator },
    ]);
  });
});

it('[E220] of two organisations that are merged into each other at once one stays, and the name of the other is free', async () => {
  const both = [randomUUID(), randomUUID()] as const;
  for (const id of both) await saveOrganisation(ground.engine.db, { id, name: id, type: 'care' });
  const merge = (id: string, into: string) =>
    ground.engine.call('POST', `/organisations/${id}/merge`, { role: 'administrator', body: { into } });
  const answers = await Promise.all([merge(...both), merge(both[1], both[0])]);
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
  const gone = both[answers.findIndex(({ status }) => status === 204)]!;
  await saveOrganisation(ground.engine.db, { id: randomUUID(), name: gone, type: 'care' });
  await expect(saveOrganisation(ground.engine.db, { id: randomUUID(), name: gone, type: 'care' })).rejects.toThrow();
});

it('[E222] a professional who was invited for one trajectory sees no other of the organisation', async () => {
  const organisationId = Object.keys(
    (await readTrajectory(ground.engine.db, ground.engine.trajectory.id))!.state.organisations,
  )[0]!;
  const path = `/trajectories/${ground.engine.trajectory.id}/professionals`;
  const invite = (id: string) =>
    ground.engine.call('POST', path, {
      role: 'facilitator',
      body: { email: `${randomUUID()}@example.nl`, name: 'Wijkagent', organisationId: id, by: 'link' },
    });
  expect((await invite(randomUUID())).body.code).toBe('ORGANISATION.NOT_FOUND');
  const made = await invite(organisationId);
  expect(await readAccount(ground.engine.db, made.body.accountId as string)).toMatchObject({
    role: 'professional',
    state: 'invited',
    trajectoryId: ground.engine.trajectory.id,
  });
});

it('[E278] who lets somebody in or changes an account is recorded with it; who is refused is not', async () => {
  const asAdministrator = (method: string, path: string, body: object) =>
    ground.engine.call(method, path, { role: 'administrator', body });
  const person = { email: `${randomUUID()}@example.nl`, name: 'Noor', role: 'facilitator' };
  const made = await asAdministrator('POST', '/people', { ...person, by: 'link' });
  const id = made.body.accountId as string;
  expect((await asAdministrator('POST', '/people', { ...person, role: 'stakeholder', by: 'link' })).body.code).toBe(
    'ACCOUNT.EMAIL_TAKEN',
  );
  const own = { organisationId: null, districtCode: null, isDisabled: true, wasDisabled: false };
  const change = { name: 'Noor', role: 'facilitator', ...own };
  expect((await asAdministrator('PUT', `/people/${id}`, change)).status).toBe(204);
  const noted = (await listAudit(ground.engine.db, { kind: 'rights' }, 100)).filter(({ subject }) => subject === id);
  expect(noted.map(({ action, accountId, role }) => [action, accountId, role])).toEqual([
    ['changePerson', ground.engine.ids.administrator, 'administrator'],
    ['invitePerson', ground.engine.ids.administrator, 'administrator'],
  ]);
});

describe('[E288] changing an account', () => {
  const change = (id: string, body: object) =>
    ground.engine.call('PUT', `/people/${id}`, {
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
    await saveOrganisation(ground.engine.db, { id: organisationId, name: organisationId, type: 'care' });
    const { id } = await account({ role: 'professional', organisationId, trajectoryId: ground.engine.trajectory.id });
    expect((await change(id, { role: 'professional', organisationId })).status).toBe(204);
    expect((await readAccount(ground.engine.db, id))?.trajectoryId).toBe(ground.engine.trajectory.id);
    expect((await change(id, { role: 'facilitator' })).status).toBe(204);
    expect(await readAccount(ground.engine.db, id)).toMatchObject({ role: 'facilitator', trajectoryId: null });
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
      ground.engine.db.asRole({ role: 'bb_credentials', accountId: ground.engine.ids.administrator }, (tx) =>
        tx
          .updateTable('account')
          .set({ is_demonstration: !does })
          .where('id', '=', ground.engine.ids.administrator)
          .execute(),
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
  const path = `/people/${ground.engine.ids.administrator}`;
  const body = { name: 'administrator', organisationId: null, districtCode: null, wasDisabled: false };
  for (const change of [
    { role: 'facilitator', isDisabled: false },
    { role: 'administrator', isDisabled: true },
  ])
    expect(
      (await ground.engine.call('PUT', path, { role: 'administrator', body: { ...body, ...change } })).body.code,
    ).toBe('ACCOUNT.LAST_ADMINISTRATOR');
  expect(
    (
      await ground.engine.call('PUT', path, {
        role: 'administrator',
        body: { ...body, role: 'administrator', isDisabled: false },
      })
    ).status,
  ).toBe(204);
});
