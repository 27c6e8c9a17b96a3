import { randomUUID } from 'node:crypto';
import {
  BY_THE_SYSTEM,
  changeAccount,
  countAdministrators,
  type Database,
  inviteByLink,
  type KnownPerson,
  listOrganisations,
  listPeople,
  removeSecondFactor,
  saveAccount,
  tellOwner,
} from '@buurtbalans/database';
import { ROLES, type Role } from '@buurtbalans/domain';
import { invitationAddress, inviteAdministrator } from '../first-administrator.ts';
import { EXIT, StartError } from '../start-error.ts';

/** What the command line may say of an account. */
export interface AccountWords {
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly role?: string | undefined;
  readonly organisation?: string | undefined;
  /** Of a reset: the second factor goes as well. */
  readonly 'second-factor'?: boolean | undefined;
}

type Deed = (db: Database, words: AccountWords, url: string) => Promise<void>;

/** How long a link is good that somebody hands over, as a PostgreSQL interval. */
const LASTS = '7 days';

const deeds: Readonly<Record<string, Deed>> = {
  async add(db, words, url) {
    const email = given(words, 'email');
    const role = given(words, 'role') as Role;
    if (!ROLES.includes(role)) throw new StartError(`--role ${role}: ${ROLES.join(', ')}`, EXIT.usage);
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new StartError(`--email ${email}: geen adres / no address`, EXIT.usage);
    const organisationId = await organisationOf(db, words.organisation);
    if (role === 'professional' && !organisationId)
      throw new StartError(
        '--organisation: een professional hoort bij een organisatie / a professional belongs to an organisation',
        EXIT.usage,
      );
    if ((await listPeople(db)).some((person) => person.email.toLowerCase() === email.toLowerCase()))
      throw new StartError(`${email}: heeft al een account / has an account already (account reset --email ${email})`);
    const account = { id: randomUUID(), email, name: given(words, 'name'), role, organisationId };
    await saveAccount(db, { ...account, passwordHash: null, state: 'invited' });
    tellLink(invitationAddress(url, await inviteByLink(db, account.id, 'invitation', undefined, BY_THE_SYSTEM)));
  },
  async list(db) {
    for (const { email, name, role, state, organisation, lastSignInAt } of await listPeople(db))
      console.log(
        [email || '-', name || '-', role, state, organisation?.name ?? '-', lastSignInAt?.toISOString() ?? '-'].join(
          '\t',
        ),
      );
  },
  async disable(db, words) {
    const person = await named(db, words);
    await changeAccount(db, person.id, { state: 'disabled' }, BY_THE_SYSTEM);
    console.log(`${person.email}: kan niet meer aanmelden / can no longer sign in`);
  },
  async reset(db, words, url) {
    if (words.email === undefined) {
      if ((await countAdministrators(db)) > 0)
        throw new StartError(
          'account reset --email E: er is al een beheerder / there is an administrator already',
          EXIT.usage,
        );
      return tellLink(invitationAddress(url, await inviteAdministrator(db)));
    }
    const { id, state, hasSecondFactor } = await named(db, words);
    if (hasSecondFactor && words['second-factor']) {
      await removeSecondFactor(db, id, BY_THE_SYSTEM);
      await tellOwner(db, id, 'second_factor_removed');
      console.log('de tweede stap is weggehaald / the second factor was taken away');
    } else if (hasSecondFactor)
      console.log(
        'de tweede stap blijft; --second-factor haalt die ook weg / the second factor stays; --second-factor takes it away too',
      );
    // who was disabled is let in again by it, once they have chosen a password
    if (state === 'disabled') await changeAccount(db, id, { state: 'invited' }, BY_THE_SYSTEM);
    tellLink(
      invitationAddress(
        url,
        await inviteByLink(db, id, state === 'active' ? 'reset' : 'invitation', LASTS, BY_THE_SYSTEM),
      ),
    );
  },
};

/** Does what is asked about accounts: add, list, disable, reset. */
export async function changeAccounts(
  db: Database,
  deed: string | undefined,
  words: AccountWords,
  url: string,
): Promise<void> {
  const known = deed !== undefined && Object.hasOwn(deeds, deed) ? deeds[deed] : undefined;
  if (!known) throw new StartError(`account ${deed ?? ''}: ${Object.keys(deeds).join(', ')}`, EXIT.usage);
  await known(db, words, url);
}

function given(words: AccountWords, name: Exclude<keyof AccountWords, 'second-factor'>): string {
  const value = words[name]?.trim();
  if (!value) throw new StartError(`--${name}: ontbreekt / is missing`, EXIT.usage);
  return value;
}

async function named(db: Database, words: AccountWords): Promise<KnownPerson> {
  const email = given(words, 'email').toLowerCase();
  const person = (await listPeople(db)).find((one) => one.email.toLowerCase() === email);
  if (!person) throw new StartError(`${email}: heeft geen account / has no account (account list)`);
  return person;
}

async function organisationOf(db: Database, name: string | undefined): Promise<string | null> {
  if (!name) return null;
  const found = (await listOrganisations(db)).find(
    (one) => one.id === name || one.name.toLowerCase() === name.trim().toLowerCase(),
  );
  if (!found)
    throw new StartError(`${name}: deze organisatie is er niet / there is no such organisation (organisation add)`);
  return found.id;
}

function tellLink(link: string): void {
  console.log(
    `Geef deze link door; hij werkt één keer, zeven dagen lang / pass this link on; it works once, for seven days:\n${link}`,
  );
}
