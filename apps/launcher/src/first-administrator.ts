import { randomUUID } from 'node:crypto';
import {
  BY_THE_SYSTEM,
  countAdministrators,
  type Database,
  inviteByLink,
  listPeople,
  saveAccount,
} from '@buurtbalans/database';

/** What a start says of the first administrator: a link that was made now, or that one was made before and not used. */
export type FirstAdministrator = { readonly token: string } | 'waits';

/** Where nobody can sign in who lets others in, the link that makes the first administrator; it is made once. */
export async function firstAdministrator(db: Database): Promise<FirstAdministrator | undefined> {
  if ((await countAdministrators(db)) > 0) return undefined;
  return (await waitingAdministrator(db)) ? 'waits' : { token: await inviteAdministrator(db) };
}

/** A new link for the first administrator, in place of the one that was not used. */
export async function inviteAdministrator(db: Database): Promise<string> {
  const id = (await waitingAdministrator(db)) ?? randomUUID();
  await saveAccount(db, {
    id,
    // who it is to be they say themselves
    email: null,
    name: '',
    role: 'administrator',
    organisationId: null,
    passwordHash: null,
    state: 'invited',
  });
  return inviteByLink(db, id, 'invitation', undefined, BY_THE_SYSTEM);
}

async function waitingAdministrator(db: Database): Promise<string | undefined> {
  return (await listPeople(db)).find(
    ({ role, state, email }) => role === 'administrator' && state === 'invited' && email === '',
  )?.id;
}

/** Address of a page on which somebody takes an account. */
export const invitationAddress = (url: string, token: string): string =>
  `${url.replace(/\/+$/, '')}/invitation/${token}`;
