import { type ErrorCode, PEOPLE_PAGE, ProductError } from '@buurtbalans/contracts';
import {
  type Account,
  changePerson,
  countPeople,
  type Database,
  endSignIn,
  endSignIns,
  listPeople,
  listSignIns,
  type NotChanged,
  readAccount,
} from '@buurtbalans/database';
import { INVITES, needsOrganisation } from '@buurtbalans/domain';
import { Controller, Inject } from '@nestjs/common';
import type { Config } from '../platform/config.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { AccountLinks } from './account-links.service.ts';
import { signInItem } from './me-of.ts';
import { SignIns } from './sign-ins.service.ts';

const REFUSALS: Readonly<Record<NotChanged, ErrorCode>> = {
  not_found: 'ACCOUNT.NOT_FOUND',
  changed_meanwhile: 'ACCOUNT.CHANGED_MEANWHILE',
  organisation_not_found: 'ORGANISATION.NOT_FOUND',
  last_administrator: 'ACCOUNT.LAST_ADMINISTRATOR',
};

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
  async people(@TheCall() { query: { page = 1, ...filter } }: Call<'listPeople'>) {
    const [people, total] = await Promise.all([
      listPeople(this.db, { ...filter, limit: PEOPLE_PAGE, offset: (page - 1) * PEOPLE_PAGE }),
      countPeople(this.db, filter),
    ]);
    return {
      total,
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
  async change(@TheCall() { caller, params: { accountId }, body: change }: Call<'changePerson'>) {
    if (needsOrganisation(change.role) && !change.organisationId) throw new ProductError('ACCOUNT.NEEDS_ORGANISATION');
    const refusal = await changePerson(this.db, accountId, change, caller.account);
    if (refusal) throw new ProductError(REFUSALS[refusal]);
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
}
