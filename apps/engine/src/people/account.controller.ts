import { ProductError } from '@buurtbalans/contracts';
import {
  changeAccount,
  type Database,
  endSignIn,
  findInvitation,
  listSignIns,
  readAccount,
  readPasswordHash,
  setPassword,
  useInvitation,
} from '@buurtbalans/database';
import { isWeakPassword } from '@buurtbalans/domain';
import { Controller, Inject } from '@nestjs/common';
import { networkOfCaller } from '../platform/access/origin.ts';
import { tokenHashOf } from '../platform/access/sign-in.ts';
import type { Config } from '../platform/config.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { ForgottenPasswords } from './forgotten-passwords.service.ts';
import { meOf, signInItem } from './me-of.ts';
import { Passwords } from './passwords/passwords.service.ts';
import { passwordsLetIn } from './provider/passwords-let-in.ts';
import { SignInLimit } from './sign-in-limit.service.ts';
import { SignIns } from './sign-ins.service.ts';
import { unlessTaken } from './unless-taken.ts';

/** Taking an account by a link, and what somebody does with their own. */
@Controller()
export class AccountController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly limit: SignInLimit,
    private readonly passwords: Passwords,
    private readonly signIns: SignIns,
    private readonly forgotten: ForgottenPasswords,
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
    const { account } = await this.open(params.token);
    // an address is what somebody was invited by: only where there is none they give their own
    const email = account.email === '' ? body.email : account.email;
    if (!email) throw new ProductError('REQUEST.INVALID', { fields: ['email'] });
    if (isWeakPassword(body.password, { name: body.name, email })) throw new ProductError('ACCOUNT.WEAK_PASSWORD');
    const passwordHash = await this.passwords.hash(body.password);
    const given = { passwordHash, name: body.name, email: account.email === '' ? email : null };
    const accountId = await unlessTaken('ACCOUNT.EMAIL_TAKEN', () => useInvitation(this.db, params.token, given));
    if (accountId) this.signIns.ended(accountId);
    const taken = accountId && (await readAccount(this.db, accountId));
    if (!taken || !(await this.signIns.begin(taken.id, passwordHash, request, reply)))
      throw new ProductError('ACCOUNT.LINK_NOT_GOOD');
    return meOf(taken);
  }

  @Route('forgotPassword')
  forgot(@TheCall() { body, request }: Call<'forgotPassword'>) {
    return this.forgotten.ask(body.email, networkOfCaller(request, this.config.DOOR_KEY));
  }

  @Route('changeMe')
  async change(@TheCall() { caller: { account }, body }: Call<'changeMe'>) {
    await changeAccount(this.db, account.id, body);
    return meOf({ ...account, ...body });
  }

  @Route('changePassword')
  async password(@TheCall() { caller: { account }, body, request, reply }: Call<'changePassword'>) {
    passwordsLetIn(this.config);
    const attempt = { email: account.email, network: networkOfCaller(request, this.config.DOOR_KEY) };
    const place = await this.limit.attempt(attempt);
    const stored = await readPasswordHash(this.db, account.id);
    if (stored === null) throw new ProductError('PROVIDER.NO_PASSWORD');
    if (!(await this.passwords.fits(place, body.current, stored))) throw new ProductError('ACCOUNT.WRONG_PASSWORD');
    await this.limit.succeeded(attempt);
    if (isWeakPassword(body.next, account)) throw new ProductError('ACCOUNT.WEAK_PASSWORD');
    const passwordHash = await this.passwords.hash(body.next);
    // it may have been reset while the present one was waiting in line
    if (!(await setPassword(this.db, account.id, stored, passwordHash)))
      throw new ProductError('ACCOUNT.WRONG_PASSWORD');
    this.signIns.ended(account.id);
    if (!(await this.signIns.begin(account.id, passwordHash, request, reply))) throw new ProductError('AUTH.REQUIRED');
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
