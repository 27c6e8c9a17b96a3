import { randomUUID } from 'node:crypto';
import {
  addSecondFactor,
  findInvitation,
  hasSecondFactor,
  listAudit,
  listPeople,
  saveAccount,
  setDemonstration,
  useInvitation,
} from '@buurtbalans/database';
import { useDatabase } from '@buurtbalans/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { firstAdministrator } from '../first-administrator.ts';
import { type AccountWords, changeAccounts } from './accounts.ts';
import { changeOrganisations } from './organisations.ts';

const database = useDatabase();
const URL = 'https://buurtbalans.example.nl/';
let said: string[];
beforeEach(() => {
  said = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
});
afterEach(() => vi.restoreAllMocks());

/** Does it, and gives the token of the link that was printed. */
async function account(deed: string, words: AccountWords = {}): Promise<string> {
  said = [];
  await changeAccounts(database.db, deed, words, URL);
  return /https:\/\/buurtbalans\.example\.nl\/invitation\/([\w-]{43})$/.exec(said.join('\n'))?.[1] ?? '';
}
const accept = (token: string, email: string | null) =>
  useInvitation(database.db, token, { passwordHash: 'x', name: 'Noor', email });
const stateOf = async (email: string) => (await listPeople(database.db)).find((one) => one.email === email)?.state;

describe('[E219] from the command line', () => {
  it('the first administrator gets a link once, another by asking, and none when there is one', async () => {
    const first = await firstAdministrator(database.db);
    expect(first).toMatchObject({ token: expect.stringMatching(/^[\w-]{43}$/) });
    expect(await firstAdministrator(database.db)).toBe('waits');
    const token = await account('reset');
    const noted = { action: 'invitePerson', accountId: null, role: 'system' };
    expect(await listAudit(database.db, { kind: 'rights' }, 10)).toMatchObject([noted, noted]);
    expect(await accept((first as { token: string }).token, 'a@example.nl')).toBeUndefined();
    expect(await accept(token, 'noor@example.nl')).toBeDefined();
    expect(await firstAdministrator(database.db)).toBeUndefined();
    await expect(account('reset')).rejects.toThrow('--email');
  });

  it('an account is added, listed, disabled and let in again', async () => {
    await changeOrganisations(database.db, 'add', { name: 'Wijkteam Noord', kind: 'care', district: 'A, B' });
    await expect(changeOrganisations(database.db, 'add', { name: 'wijkteam noord' })).rejects.toThrow('already');
    said = [];
    await changeOrganisations(database.db, 'list', {});
    expect(said.join()).toMatch(/Wijkteam Noord\tcare\tA,B\t-\t0/);
    const email = 'wijk@example.nl';
    const words = { email, name: 'Wijkagent', role: 'professional', organisation: 'wijkteam NOORD' };
    const token = await account('add', words);
    expect((await findInvitation(database.db, token))?.account).toMatchObject({ email, role: 'professional' });
    await expect(account('add', { ...words, email: email.toUpperCase() })).rejects.toThrow('already');
    await accept(token, null);
    await account('list');
    expect(said.join('\n')).toContain(`${email}\tNoor\tprofessional\tactive\tWijkteam Noord`);
    await account('disable', { email });
    expect(await stateOf(email)).toBe('disabled');
    await accept(await account('reset', { email }), null);
    expect(await stateOf(email)).toBe('active');
  });

  it.each<[string, AccountWords, string]>([
    ['add', { name: 'N', role: 'professional' }, '--email'],
    ['add', { email: 'n@example.nl', name: 'N', role: 'boss' }, 'programme_manager'],
    ['add', { email: 'n@example.nl', name: 'N', role: 'professional' }, '--organisation'],
    ['add', { email: 'n@example.nl', name: 'N', role: 'facilitator', organisation: 'x' }, 'no such organisation'],
    ['add', { email: 'nobody', name: 'N', role: 'facilitator' }, 'no address'],
    ['disable', { email: 'n@example.nl' }, 'no account'],
    ['remove', {}, 'add, list, disable, reset'],
  ])('%s %j says what is missing', async (deed, words, told) => {
    await expect(account(deed, words)).rejects.toThrow(told);
  });

  it('[E306] a second factor stays with a new link, and is taken away where that is said', async () => {
    const { db } = database;
    const id = randomUUID();
    const email = 'tweestaps@example.nl';
    const person = { id, email, name: 'Twee Staps', role: 'facilitator', organisationId: null } as const;
    await saveAccount(db, { ...person, passwordHash: 'x' });
    await addSecondFactor(db, id, { sealedSecret: Buffer.from('sealed'), recoveryCodes: [], lastStep: 1 });
    expect(await account('reset', { email })).not.toBe('');
    expect([said.join('\n').includes('--second-factor'), await hasSecondFactor(db, id)]).toEqual([true, true]);
    expect(await account('reset', { email, 'second-factor': true })).not.toBe('');
    expect(await hasSecondFactor(db, id)).toBe(false);
    const recorded = (await listAudit(db, { kind: 'rights' }, 10)).filter(({ subject }) => subject === id);
    expect(recorded.map(({ action, role }) => `${role} ${action}`)).toContain('system removeSecondFactor');
  });

  it('accounts of the demonstration are closed by a start without it, and opened by one with it', async () => {
    const email = 'beheerder@voorbeeld.test';
    await saveAccount(database.db, {
      id: randomUUID(),
      email,
      name: 'Beheerder',
      role: 'administrator',
      organisationId: null,
      passwordHash: 'x',
      isDemonstration: true,
    });
    await setDemonstration(database.db, false);
    expect([await stateOf(email), await stateOf('noor@example.nl')]).toEqual(['disabled', 'active']);
    await setDemonstration(database.db, true);
    expect(await stateOf(email)).toBe('active');
  });
});
