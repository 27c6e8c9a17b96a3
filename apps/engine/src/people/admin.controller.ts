import { ProductError } from '@buurtbalans/contracts';
import {
  type Account,
  changeAccount,
  countAdministrators,
  type Database,
  endSignIn,
  endSignIns,
  listPeople,
  listSignIns,
  readAccount,
  readPasswordHash,
} from '@buurtbalans/database';
import { INVITES, looksAfterAccounts, needsOrganisation } from '@buurtbalans/domain';
import { Controller, Inject } from '@nestjs/common';
import type { Config } from '../platform/config.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { AccountLinks } from './account-links.service.ts';
import { signInItem } from './me-of.ts';
import { SignIns } from './sign-ins.service.ts';

/** Accounts of others: inviting, changing, disabling, and ending their sign-ins. */
@Controller()
export class AdminController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly links: AccountLinks,
    private readonly signIns: SignIns,
  ) {}

  @Route('listPeople')
  async people() {
    const people = await listPeople(this.db);
    return {
      hasMail: Boolean(this.config.SMTP_URL),
      items: people.map(({ organisation, lastSignInAt, invitedUntil, language: _own, ...person }) => ({
        ...person,
        organisation: organisation && { id: organisation.id, name: organisation.name },
        lastSignInAt: lastSignInAt?.toISOString() ?? null,
        invitedUntil: invitedUntil?.toISOString() ?? null,
      })),
    };
  }

  @Route('invitePerson')
  async invite(@TheCall() { caller, body: { by, ...person } }: Call<'invitePerson'>) {
    if (!INVITES[caller.account.role]?.includes(person.role)) throw new ProductError('AUTH.FORBIDDEN');
    return this.links.invite({ ...person, trajectoryId: null }, by, caller.account);
  }

  @Route('inviteProfessional')
  async inviteProfessional(@TheCall() { caller, trajectory, body: { by, ...person } }: Call<'inviteProfessional'>) {
    if (!Object.hasOwn(trajectory.state.organisations, person.organisationId))
      throw new ProductError('ORGANISATION.NOT_FOUND');
    return this.links.invite(
      { ...person, role: 'professional', districtCode: null, trajectoryId: trajectory.id },
      by,
      caller.account,
    );
  }

  @Route('changePerson')
  async change(@TheCall() { caller, params: { accountId }, body: { isDisabled, ...change } }: Call<'changePerson'>) {
    const account = await this.account(accountId);
    if (needsOrganisation(change.role) && !change.organisationId) throw new ProductError('ACCOUNT.NEEDS_ORGANISATION');
    if (isDisabled || !looksAfterAccounts(change.role)) await this.keepAdministrator(account);
    const hasPassword = (await readPasswordHash(this.db, accountId)) !== null;
    const state = isDisabled ? 'disabled' : hasPassword ? 'active' : 'invited';
    await changeAccount(this.db, accountId, { ...change, state }, caller.account);
    // another role begins with another sign-in
    if (change.role !== account.role) await endSignIns(this.db.query, accountId);
    this.signIns.ended(accountId);
  }

  @Route('renewPersonLink')
  async renew(@TheCall() { caller, params, body }: Call<'renewPersonLink'>) {
    const account = await this.account(params.accountId);
    if (account.state === 'disabled') throw new ProductError('ACCOUNT.NOT_FOUND');
    return this.links.link(account, body.by, caller.account);
  }

  @Route('listPersonSignIns')
  async listSignIns(@TheCall() { params: { accountId } }: Call<'listPersonSignIns'>) {
    await this.account(accountId);
    return { items: (await listSignIns(this.db, accountId)).map(signInItem) };
  }

  @Route('endPersonSignIns')
  async end(@TheCall() { params: { accountId }, query }: Call<'endPersonSignIns'>) {
    await this.account(accountId);
    const { signIn } = query;
    const hasEnded = signIn ? await endSignIn(this.db, accountId, signIn) : await endSignIns(this.db.query, accountId);
    if (hasEnded) this.signIns.ended(accountId);
  }

  private async account(id: string): Promise<Account> {
    const account = await readAccount(this.db, id);
    if (!account) throw new ProductError('ACCOUNT.NOT_FOUND');
    return account;
  }

  /** Somebody has to be left who can let others in again. */
  private async keepAdministrator({ role, state, isDemonstration }: Account): Promise<void> {
    const isOne = looksAfterAccounts(role) && state === 'active' && !isDemonstration;
    if (isOne && (await countAdministrators(this.db)) === 1) throw new ProductError('ACCOUNT.LAST_ADMINISTRATOR');
  }
}
