import { randomBytes } from 'node:crypto';
import { ProductError } from '@buurtbalans/contracts';
import {
  type Account,
  type Database,
  deleteSignIn,
  findAccountByEmail,
  listAccounts,
  listOrganisations,
  saveSignIn,
  verifyPassword,
} from '@buurtbalans/database';
import { ROLES, type Role } from '@buurtbalans/domain';
import { Controller, Inject } from '@nestjs/common';
import { COOKIE, hashToken } from '../platform/access/sign-in.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { SignInLimit } from './sign-in-limit.service.ts';

const HOURS = 12;
// verified when there is no such account, so that an unknown address takes as long as a wrong password
const NOBODY = 'scrypt$131072$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';

function meOf(account: Account) {
  const { id: accountId, name, email, role, organisation } = account;
  return {
    accountId,
    name,
    email,
    role,
    organisation: organisation && { id: organisation.id, name: organisation.name },
  };
}

/** Signing in and out, and the people and organisations to choose from. */
@Controller()
export class PeopleController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly limit: SignInLimit,
  ) {}

  @Route('signIn')
  async signIn(@TheCall() { body, request, reply }: Call<'signIn'>) {
    await this.limit.attempt(body.email);
    const found = await findAccountByEmail(this.db, body.email);
    const fits = await verifyPassword(body.password, found?.passwordHash ?? NOBODY);
    if (!found || !fits) throw new ProductError('AUTH.SIGN_IN_FAILED');
    await this.limit.succeeded(body.email);
    const token = randomBytes(32).toString('base64url');
    await saveSignIn(this.db, hashToken(token), found.account.id, new Date(Date.now() + HOURS * 3_600_000));
    const secure = request.headers['x-forwarded-proto'] === 'https';
    void reply.setCookie(COOKIE, token, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: HOURS * 3_600 });
    return meOf(found.account);
  }

  @Route('signOut')
  async signOut(@TheCall() { request, reply }: Call<'signOut'>) {
    const token = request.cookies[COOKIE];
    if (token) await deleteSignIn(this.db, hashToken(token));
    void reply.clearCookie(COOKIE, { path: '/' });
  }

  @Route('me')
  me(@TheCall() { caller }: Call<'me'>) {
    return meOf(caller.account);
  }

  @Route('listAccounts')
  async accounts(@TheCall() { query }: Call<'listAccounts'>) {
    const role = ROLES.find((known): known is Role => known === query.role);
    const items = (await listAccounts(this.db, role)).map(({ id, name, role: of }) => ({ id, name, role: of }));
    return { items };
  }

  @Route('listOrganisations')
  async organisations() {
    return { items: await listOrganisations(this.db) };
  }
}
