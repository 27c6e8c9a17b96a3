import { type Invitations, ProductError } from '@buurtbalans/contracts';
import {
  type Account,
  addInvitees,
  type Database,
  type Invitee,
  listAccounts,
  listInvitations,
  listInvitees,
  listMailOutcomes,
  removeInvitee,
  type SessionReference,
  type StoredTrajectory,
} from '@buurtbalans/database';
import { Controller, Inject } from '@nestjs/common';
import type { Config } from '../platform/config.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { invitationsView, peopleOf } from './invitation-view.ts';

/** Most receivers of one session. */
const LIMIT = 200;

/** The list of people who are invited to a session; the mails themselves are asked for by a command. */
@Controller()
export class InvitationsController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Route('readInvitations')
  async read(@TheCall() { caller, session, trajectory }: Call<'readInvitations'>) {
    return this.view(caller.account, session, trajectory);
  }

  @Route('addInvitees')
  async add(@TheCall() { caller: { account }, session: reference, trajectory, body }: Call<'addInvitees'>) {
    const { state } = trajectory;
    if (reference.lane === 'resident') throw new ProductError('SESSION.NO_INVITATIONS');
    if (state.status === 'stopped' || state.sessions[reference.sessionId]!.status !== 'planned')
      throw new ProductError('SESSION.NOT_PLANNED');
    const people = peopleOf(await listAccounts(this.db, 'professional'), trajectory);
    const added = body.items.map((item): Invitee => {
      if ('address' in item) {
        if (!Object.hasOwn(state.organisations, item.organisationId)) throw new ProductError('SESSION.INVITEE_INVALID');
        return { id: item.id, organisationId: item.organisationId, accountId: null, address: item.address };
      }
      const person = people.find(({ id }) => id === item.accountId);
      if (!person) throw new ProductError('SESSION.INVITEE_INVALID');
      return { id: item.id, organisationId: person.organisation!.id, accountId: person.id, address: null };
    });
    const known = await listInvitees(this.db, account.id, reference);
    if (known.length + added.length > LIMIT) throw new ProductError('SESSION.INVITEE_INVALID');
    await addInvitees(this.db, account.id, reference, added);
    return this.view(account, reference, trajectory);
  }

  @Route('removeInvitee')
  async remove(@TheCall() { caller, session, params }: Call<'removeInvitee'>) {
    await removeInvitee(this.db, caller.account.id, session, params.inviteeId);
  }

  private async view(
    account: Account,
    reference: SessionReference,
    trajectory: StoredTrajectory,
  ): Promise<Invitations> {
    const [accounts, invitees, invitations, outcomes] = await Promise.all([
      listAccounts(this.db, 'professional'),
      listInvitees(this.db, account.id, reference),
      listInvitations(this.db, reference),
      listMailOutcomes(this.db, reference.sessionId),
    ]);
    return invitationsView({
      hasMail: Boolean(this.config.SMTP_URL),
      people: peopleOf(accounts, trajectory),
      invitees,
      invitations,
      outcomes,
    });
  }
}
