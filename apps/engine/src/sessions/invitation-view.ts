import type { Invitations } from '@buurtbalans/contracts';
import type { Account, Invitation, Invitee, MailOutcome, StoredTrajectory } from '@buurtbalans/database';
import { accountIn, maySee } from '../platform/access/who-sees.ts';

type Outcome = Invitations['invitees'][number]['outcome'];

/** What a mail server's code comes to for somebody who invites; its own words may hold an address. */
function reasonOf(code: number): 'unknown_address' | 'mailbox_full' | 'refused' {
  if (code === 550 || code === 551 || code === 553) return 'unknown_address';
  return code === 552 ? 'mailbox_full' : 'refused';
}

/** What became of the last invitation that was meant for this receiver. */
function outcomeOf(id: string, invitations: readonly Invitation[], outcomes: readonly MailOutcome[]): Outcome {
  const last = invitations.findLast(({ receiverIds }) => receiverIds?.includes(id));
  if (!last) return null;
  const { number, plannedFor, at, attempts, isDone } = last;
  const mail = outcomes.find((one) => one.number === number && one.inviteeId === id);
  if (mail?.result && 'messageId' in mail.result)
    return { number, plannedFor, status: 'sent', reason: null, at: mail.at };
  if (mail?.result && 'refused' in mail.result)
    return { number, plannedFor, status: 'refused', reason: reasonOf(mail.result.refused), at: mail.at };
  return { number, plannedFor, status: isDone ? 'not_sent' : attempts > 1 ? 'trying' : 'waiting', reason: null, at };
}

/** Professionals with an account of an organisation of the alliance. */
export function peopleOf(accounts: readonly Account[], trajectory: StoredTrajectory): Account[] {
  return accounts
    .filter((account) => account.role === 'professional' && account.email !== '' && maySee(account, trajectory))
    .map((account) => accountIn(account, trajectory.state));
}

/** The list of a session for its facilitator. */
export function invitationsView(source: {
  readonly hasMail: boolean;
  readonly people: readonly Account[];
  readonly invitees: readonly Invitee[];
  readonly invitations: readonly Invitation[];
  readonly outcomes: readonly MailOutcome[];
}): Invitations {
  const { hasMail, people, invitees, invitations, outcomes } = source;
  const nameOf = ({ accountId, address }: Invitee): string | undefined =>
    address ?? people.find(({ id }) => id === accountId)?.name;
  return {
    hasMail,
    people: people.map(({ id, name, organisation }) => ({ accountId: id, name, organisationId: organisation!.id })),
    // somebody who left since has no name here any more, and gets no mail
    invitees: invitees.flatMap((one) => {
      const name = nameOf(one);
      return name === undefined
        ? []
        : [
            {
              id: one.id,
              organisationId: one.organisationId,
              accountId: one.accountId,
              name,
              outcome: outcomeOf(one.id, invitations, outcomes),
            },
          ];
    }),
  };
}
