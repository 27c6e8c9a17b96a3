import type { JobPayload } from '@buurtbalans/contracts';
import {
  ensureSessionCode,
  type Invitation,
  type Invitee,
  inviteeEffectKey,
  listAccounts,
  listInvitations,
  listInviteesToSend,
  listMailOutcomes,
  readTrajectory,
} from '@buurtbalans/database';
import { effectKey, type SessionState } from '@buurtbalans/domain';
import { Handles } from '@buurtbalans/queue/nest';
import { beginEffect, eraseInviteesOf, finishEffect } from '@buurtbalans/workflow';
import { type InvitationFacts, invitationLetter } from '../mail/invitation-letter.ts';
import type { Mailer } from '../mail/mailer.ts';
import { hashedMessageId } from '../mail/message-id.ts';
import { PostRound } from '../mail/post-round.ts';
import { MailingJob } from './mailing-job.ts';

/** Sends the mails of one invitation, if it still holds; whoever has theirs gets no second one. */
@Handles('invitations.send')
export class InvitationsSendProcessor extends MailingJob<'invitations.send'> {
  async handle(key: JobPayload<'invitations.send'>): Promise<void> {
    const { db, mail } = this;
    const whole = effectKey('invitations.send', key);
    if ((await beginEffect(db, whole)) === undefined) return;
    // without a mail server the facilitator tells people, and the screen says so
    const round = mail && new PostRound(db, mail);
    if (mail && round) await this.#handAll(mail, round, key);
    const finish = async (): Promise<void> => {
      await finishEffect(db, whole, {});
      // those of a cancelled session have been told
      await eraseInviteesOf(db, key);
    };
    await (round ? round.end(finish, true) : finish());
  }

  async #handAll(mail: Mailer, round: PostRound, key: JobPayload<'invitations.send'>): Promise<void> {
    const { db } = this;
    const [state, invitations] = [(await readTrajectory(db, key.trajectoryId))?.state, await listInvitations(db, key)];
    const session = state?.sessions[key.sessionId];
    const invitation = invitations.find(({ number }) => number === key.number);
    if (!state || !session || !invitation || !stillHolds(invitation, session)) return;
    const isWithdrawn = invitation.receiverIds === null;
    const [accounts, receivers] = [await listAccounts(db, 'professional'), await this.#receiversOf(key, invitation)];
    const code = isWithdrawn ? undefined : await ensureSessionCode(db, key.sessionId, session.plannedFor);
    // without a code there is the page that asks for one
    const link = isWithdrawn ? null : [mail.publicUrl, 'join', ...(code ? [code.code] : [])].join('/');
    const { lane, number, plannedFor, status } = session;
    for (const { id, organisationId, accountId, address } of receivers) {
      const to = address ?? accounts.find((account) => account.id === accountId)?.email;
      const organisation = state.organisations[organisationId]?.name;
      if (!to || !organisation) continue;
      const kind: InvitationFacts['kind'] = isWithdrawn
        ? 'invitation-withdrawn'
        : hadAnother(id, invitation, invitations)
          ? 'invitation-moved'
          : 'invitation';
      const letter = invitationLetter({
        kind,
        sessionId: key.sessionId,
        session: { lane, number, plannedFor, status },
        trajectoryName: state.name,
        organisation,
        link,
        at: invitation.at,
      });
      const effectKey = inviteeEffectKey(key, id);
      await round.hand({ letter, to, effectKey, messageId: hashedMessageId(effectKey, mail.domain) });
    }
  }

  /** Who gets it, of those on the list: whom it names, or of one that is taken back, whoever may have had one. */
  async #receiversOf(key: JobPayload<'invitations.send'>, { receiverIds }: Invitation): Promise<Invitee[]> {
    const [invitees, outcomes] = [
      await listInviteesToSend(this.db, key),
      await listMailOutcomes(this.db, key.sessionId),
    ];
    const mayHaveOne = (id: string): boolean =>
      outcomes.some(
        ({ inviteeId, number, result }) => inviteeId === id && number < key.number && !(result && 'refused' in result),
      );
    return invitees.filter(({ id }) => receiverIds?.includes(id) ?? mayHaveOne(id));
  }
}

/** An invitation that names another moment than that of the session is not sent: the facilitator sends it anew. */
function stillHolds({ receiverIds, plannedFor }: Invitation, session: SessionState): boolean {
  return receiverIds === null
    ? session.status === 'cancelled'
    : session.status === 'planned' && session.plannedFor === plannedFor;
}

const hadAnother = (id: string, invitation: Invitation, all: readonly Invitation[]): boolean =>
  all.some(
    ({ number, plannedFor, receiverIds }) =>
      number < invitation.number && plannedFor !== invitation.plannedFor && receiverIds?.includes(id),
  );
