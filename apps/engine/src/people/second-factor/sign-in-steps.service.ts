import { ProductError } from '@buurtbalans/contracts';
import { type Account, type Database, hasSecondFactor, readAccount, readPasswordHash } from '@buurtbalans/database';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KNOWN_COOKIE, readKnownBrowser } from '../../platform/access/known-browser.ts';
import { networkOfCaller } from '../../platform/access/origin.ts';
import { secondFactorState } from '../../platform/access/second-factor-state.ts';
import { mayComeFrom } from '../../platform/access/sign-in.ts';
import type { Config } from '../../platform/config.ts';
import { CONFIG, DATABASE } from '../../platform/tokens.ts';
import { meOf } from '../me-of.ts';
import { cookieFor, SignIns } from '../sign-ins.service.ts';
import type { CodeAttempt } from './code-limit.service.ts';
import { SecondFactors } from './second-factors.service.ts';
import { printOf, readShownPassword, SHOWN_COOKIE, SHOWN_SECONDS, shownPassword } from './shown-password.ts';

/** The steps of signing in: the password, and where an account has one the second factor. */
@Injectable()
export class SignInSteps {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly factors: SecondFactors,
    private readonly signIns: SignIns,
  ) {}

  /**
   * After a password that was right, or is new by a link: lets in whoever has no second factor, and asks the others for it.
   * Undefined when the account was disabled, or got another password or a second factor, since that one was found to fit.
   *
   * @param passwordHash as it was stored then
   */
  async afterPassword(account: Account, passwordHash: string, request: FastifyRequest, reply: FastifyReply) {
    if (await hasSecondFactor(this.db, account.id)) {
      const shown = shownPassword(this.config.BUURTBALANS_SECRET, account.id, passwordHash, Date.now());
      void reply.setCookie(SHOWN_COOKIE, shown, { ...cookieFor(request), maxAge: SHOWN_SECONDS });
      return { asks: 'second_factor' } as const;
    }
    const hasBegun = await this.signIns.begin(account.id, passwordHash, request, reply);
    return hasBegun ? this.#me(account) : undefined;
  }

  /** The second step: within five minutes after the password, in the same browser. */
  async showCode(code: string, request: FastifyRequest, reply: FastifyReply) {
    const shown = readShownPassword(this.config.BUURTBALANS_SECRET, request.cookies[SHOWN_COOKIE], Date.now());
    const account = shown && (await readAccount(this.db, shown.accountId));
    const passwordHash = account && (await readPasswordHash(this.db, account.id));
    const isStill = passwordHash && account.state === 'active' && printOf(passwordHash) === shown.print;
    if (!isStill || !mayComeFrom(account, request, this.config)) throw new ProductError('AUTH.CODE_TOO_LATE');
    await this.factors.take(this.attemptOf(account, passwordHash, request), code);
    if (!(await this.signIns.begin(account.id, passwordHash, request, reply, true)))
      throw new ProductError('AUTH.CODE_TOO_LATE');
    void reply.clearCookie(SHOWN_COOKIE, { path: '/' });
    return this.#me(account);
  }

  /** Who tries a code, as far as that is counted. */
  attemptOf({ id: accountId }: Account, passwordHash: string, request: FastifyRequest): CodeAttempt {
    const { BUURTBALANS_SECRET, DOOR_KEY } = this.config;
    return {
      accountId,
      passwordHash,
      network: networkOfCaller(request, DOOR_KEY),
      browser: readKnownBrowser(BUURTBALANS_SECRET, accountId, request.cookies[KNOWN_COOKIE], Date.now()),
    };
  }

  async #me(account: Account) {
    return meOf(account, await secondFactorState(this.db, account, this.config));
  }
}
