import { ProductError } from '@buurtbalans/contracts';
import {
  type Account,
  type Database,
  hasSecondFactor,
  readAccount,
  readSecondFactor,
  removeSecondFactor,
} from '@buurtbalans/database';
import { Controller, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Call, Route, TheCall } from '../../platform/route.ts';
import { DATABASE } from '../../platform/tokens.ts';
import { AccountNewsService } from '../account-news.service.ts';
import { OwnPassword } from '../own-password.service.ts';
import { SignIns } from '../sign-ins.service.ts';
import { SecondFactors } from './second-factors.service.ts';
import { SignInSteps } from './sign-in-steps.service.ts';

/** The second step of signing in, and turning it on and off. */
@Controller()
export class SecondFactorController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly steps: SignInSteps,
    private readonly factors: SecondFactors,
    private readonly ownPassword: OwnPassword,
    private readonly signIns: SignIns,
    private readonly news: AccountNewsService,
  ) {}

  @Route('showCode')
  show(@TheCall() { body, request, reply }: Call<'showCode'>) {
    return this.steps.showCode(body.code, request, reply);
  }

  @Route('readSecondFactor')
  async read(@TheCall() { caller }: Call<'readSecondFactor'>) {
    const factor = await readSecondFactor(this.db, caller.account.id);
    return { since: factor?.since.toISOString() ?? null, recoveryCodes: factor?.recoveryCodes.length ?? 0 };
  }

  @Route('beginSecondFactor')
  async begin(@TheCall() { caller: { account }, body, request }: Call<'beginSecondFactor'>) {
    if (await hasSecondFactor(this.db, account.id)) throw new ProductError('ACCOUNT.SECOND_FACTOR_ON');
    await this.ownPassword.confirm(account, body.password, request);
    return this.factors.offer(account);
  }

  @Route('turnOnSecondFactor')
  async turnOn(@TheCall() { caller: { account }, body, request, reply }: Call<'turnOnSecondFactor'>) {
    const recoveryCodes = await this.factors.turnOn(account.id, body.setup, body.code);
    await this.#beginAgain(account, request, reply);
    return { recoveryCodes };
  }

  @Route('renewRecoveryCodes')
  async renew(@TheCall() { caller: { account }, body, request }: Call<'renewRecoveryCodes'>) {
    await this.#confirm(account, body, request);
    return { recoveryCodes: await this.factors.renewRecoveryCodes(account.id) };
  }

  @Route('turnOffSecondFactor')
  async turnOff(@TheCall() { caller: { account }, body, request, reply }: Call<'turnOffSecondFactor'>) {
    await this.#confirm(account, body, request);
    if (!(await removeSecondFactor(this.db, account.id))) throw new ProductError('ACCOUNT.SECOND_FACTOR_OFF');
    await this.news.tell(account.id, 'second_factor_off');
    await this.#beginAgain(account, request, reply);
  }

  @Route('removeSecondFactor')
  async remove(@TheCall() { caller, params: { accountId } }: Call<'removeSecondFactor'>) {
    if (!(await readAccount(this.db, accountId))) throw new ProductError('ACCOUNT.NOT_FOUND');
    if (!(await removeSecondFactor(this.db, accountId, caller.account)))
      throw new ProductError('ACCOUNT.SECOND_FACTOR_OFF');
    this.signIns.ended(accountId);
    await this.news.tell(accountId, 'second_factor_removed');
  }

  /** Both again: a page that was left open lets nobody change how one signs in. */
  async #confirm(account: Account, { password, code }: { password: string; code: string }, request: FastifyRequest) {
    const passwordHash = await this.ownPassword.confirm(account, password, request);
    await this.factors.take(this.steps.attemptOf(account, passwordHash, request), code);
  }

  /** All sign-ins have ended; this browser goes on under a new token. */
  async #beginAgain({ id }: Account, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    this.signIns.ended(id);
    if (!(await this.signIns.beginAgain(id, request, reply))) throw new ProductError('AUTH.REQUIRED');
  }
}
