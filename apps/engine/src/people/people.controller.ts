import { ProductError } from '@buurtbalans/contracts';
import {
  type Account,
  type Database,
  findAccountByEmail,
  isOutdated,
  listAccounts,
  readPasswordHash,
  rehash,
} from '@buurtbalans/database';
import { ROLES, type Role } from '@buurtbalans/domain';
import { Controller, Inject } from '@nestjs/common';
import { KNOWN_COOKIE, readKnownBrowser } from '../platform/access/known-browser.ts';
import { networkOfCaller } from '../platform/access/origin.ts';
import { secondFactorState } from '../platform/access/second-factor-state.ts';
import { mayComeFrom } from '../platform/access/sign-in.ts';
import type { Config } from '../platform/config.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { meOf } from './me-of.ts';
import type { Place } from './passwords/password-line.ts';
import { Passwords } from './passwords/passwords.service.ts';
import { passwordsLetIn } from './provider/passwords-let-in.ts';
import { SignInSteps } from './second-factor/sign-in-steps.service.ts';
import { SignInLimit } from './sign-in-limit.service.ts';
import { SignIns } from './sign-ins.service.ts';

/** Signing in and out, and the people to choose from. */
@Controller()
export class PeopleController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly limit: SignInLimit,
    private readonly passwords: Passwords,
    private readonly signIns: SignIns,
    private readonly steps: SignInSteps,
  ) {}

  @Route('signIn')
  async signIn(@TheCall() { body, request, reply }: Call<'signIn'>) {
    passwordsLetIn(this.config);
    const known = await findAccountByEmail(this.db, body.email);
    // one whose password everybody knows is nobody's where it may not be used
    const found = known && mayComeFrom(known.account, request, this.config) ? known : undefined;
    const attempt = {
      email: body.email,
      network: networkOfCaller(request, this.config.DOOR_KEY),
      browser: found && this.browserOf(found.account, request.cookies[KNOWN_COOKIE]),
    };
    const place = await this.limit.attempt(attempt);
    const fits = await this.passwords.fits(place, body.password, found?.passwordHash);
    if (!found || !fits) throw new ProductError('AUTH.SIGN_IN_FAILED');
    await this.limit.succeeded(attempt);
    const passwordHash = isOutdated(found.passwordHash)
      ? await this.rehash(place, found, body.password)
      : found.passwordHash;
    // it may have been reset or disabled while its password was waiting in line
    const answer = await this.steps.afterPassword(found.account, passwordHash, request, reply);
    if (!answer) throw new ProductError('AUTH.SIGN_IN_FAILED');
    return answer;
  }

  @Route('signOut')
  async signOut(@TheCall() { request, reply }: Call<'signOut'>) {
    await this.signIns.end(request, reply);
  }

  @Route('me')
  async me(@TheCall() { caller: { account } }: Call<'me'>) {
    return meOf(account, await secondFactorState(this.db, account, this.config));
  }

  @Route('listAccounts')
  async accounts(@TheCall() { query }: Call<'listAccounts'>) {
    const role = ROLES.find((known): known is Role => known === query.role);
    const items = (await listAccounts(this.db, role)).map(({ id, name, role: of }) => ({ id, name, role: of }));
    return { items };
  }

  private browserOf({ id }: Account, cookie: string | undefined): string | undefined {
    return readKnownBrowser(this.config.BUURTBALANS_SECRET, id, cookie, Date.now());
  }

  /** Puts a password down anew, and gives how. Another sign-in may do so at the same moment: then that is how. */
  private async rehash(
    place: Place,
    { account, passwordHash }: { account: Account; passwordHash: string },
    password: string,
  ): Promise<string> {
    const anew = await this.passwords.hash(password);
    if (await rehash(this.db, account.id, passwordHash, anew)) return anew;
    const stored = await readPasswordHash(this.db, account.id);
    if (stored === null || !(await this.passwords.fits(place, password, stored)))
      throw new ProductError('AUTH.SIGN_IN_FAILED');
    return stored;
  }
}
