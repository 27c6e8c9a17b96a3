import { ProductError } from '@buurtbalans/contracts';
import {
  changeAccount,
  type Database,
  endSignIn,
  findInvitation,
  listSignIns,
  readAccount,
  setPassword,
  useInvitation,
} from '@buurtbalans/database';
import { isWeakPassword } from '@buurtbalans/domain';
import { Controller, Inject } from '@nestjs/common';
import { networkOfCaller } from '../platform/access/origin.ts';
import { secondFactorState } from '../platform/access/second-factor-state.ts';
import { tokenHashOf } from '../platform/access/sign-in.ts';
import type { Config } from '../platform/config.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { AccountNewsService } from './account-news.service.ts';
import { ForgottenPasswords } from './forgotten-passwords.service.ts';
import { meOf, signInItem } from './me-of.ts';
import { OwnPassword } from './own-password.service.ts';
import { Passwords } from './passwords/passwords.service.ts';
import { passwordsLetIn } from './provider/passwords-let-in.ts';
import { SignInSteps } from './second-factor/sign-in-steps.service.ts';
import { SignIns } from './sign-ins.service.ts';
import { unlessTaken } from './unless-taken.ts';

/** Taking an account by a link, and what somebody does with their own. */
@Controller()
export class AccountController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly ownPassword: OwnPassword,
    private readonly passwords: Passwords,
    private readonly signIns: SignIns,
    private readonly steps: SignInSteps,
    private readonly forgotten: ForgottenPasswords,
    private readonly news: AccountNewsService,
  ) {}

  @Route('readAccountInvitation')
  async invitation(@TheCall() { params }: Call<'readAccountInvitation'>) {
    const { account, purpose, expiresAt } = await this.open(params.token);
    const { name, email, role, organisation } = account;
    return {
      purpose,
      name,
      email,
      role,
      organisation: organisation?.name ?? null,
      expiresAt: expiresAt.toISOString(),
    };
  }

  @Route('acceptAccountInvitation')
  async accept(@TheCall() { params, body, request, reply }: Call<'acceptAccountInvitation'>) {
    passwordsLetIn(this.config);
    const { account, purpose } = await this.open(params.token);
    // an address is what somebody was invited by: only where there is none they give their own
    const email = account.email === '' ? body.email : account.email;
    if (!email) throw new ProductError('REQUEST.INVALID', { fields: ['email'] });
    if (isWeakPassword(body.password, { name: body.name, email })) throw new ProductError('ACCOUNT.WEAK_PASSWORD');
    const passwordHash = await this.passwords.hash(body.password);
    const given = { passwordHash, name: body.name, email: account.email === '' ? email : null };
    const accountId = await unlessTaken('ACCOUNT.EMAIL_TAKEN', () => useInvitation(this.db, params.token, given));
    if (accountId) this.signIns.ended(accountId);
    const taken = accountId && (await readAccount(this.db, accountId));
    if (taken && purpose === 'reset') await this.news.tell(taken.id, 'password_changed');
    // a link is in place of the password, and of nothing else
    const answer = taken && (await this.steps.afterPassword(taken, passwordHash, request, reply));
    if (!answer) throw new ProductError('ACCOUNT.LINK_NOT_GOOD');
    return answer;
  }

  @Route('forgotPassword')
  forgot(@TheCall() { body, request }: Call<'forgotPassword'>) {
    return this.forgotten.ask(body.email, networkOfCaller(request, this.config.DOOR_KEY));
  }

  @Route('changeMe')
  async change(@TheCall() { caller: { account }, body }: Call<'changeMe'>) {
    await changeAccount(this.db, account.id, body);
    return meOf({ ...account, ...body }, await secondFactorState(this.db, account, this.config));
  }

  @Route('changePassword')
  async password(@TheCall() { caller: { account }, body, request, reply }: Call<'changePassword'>) {
    passwordsLetIn(this.config);
    const stored = await this.ownPassword.confirm(account, body.current, request);
    if (isWeakPassword(body.next, account)) throw new ProductError('ACCOUNT.WEAK_PASSWORD');
    const passwordHash = await this.passwords.hash(body.next);
    // it may have been reset while the present one was waiting in line
    if (!(await setPassword(this.db, account.id, stored, passwordHash)))
      throw new ProductError('ACCOUNT.WRONG_PASSWORD');
    this.signIns.ended(account.id);
    await this.news.tell(account.id, 'password_changed');
    // whoever is in has shown the second factor, where there is one
    if (!(await this.signIns.begin(account.id, passwordHash, request, reply, true)))
      throw new ProductError('AUTH.REQUIRED');
  }

  @Route('listOwnSignIns')
  async listSignIns(@TheCall() { caller, request }: Call<'listOwnSignIns'>) {
    return { items: (await listSignIns(this.db, caller.account.id, tokenHashOf(request))).map(signInItem) };
  }

  @Route('endOwnSignIn')
  async endSignIn(@TheCall() { caller, params }: Call<'endOwnSignIn'>) {
    const { id } = caller.account;
    if (!(await endSignIn(this.db, id, params.signInId))) throw new ProductError('REQUEST.NOT_FOUND');
    this.signIns.ended(id);
  }

  private async open(token: string) {
    const invitation = await findInvitation(this.db, token);
    if (!invitation) throw new ProductError('ACCOUNT.LINK_NOT_GOOD');
    return invitation;
  }
}
