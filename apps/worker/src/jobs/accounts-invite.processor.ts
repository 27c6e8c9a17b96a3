import type { JobPayload } from '@buurtbalans/contracts';
import { giveToken, readInvitationToMail } from '@buurtbalans/database';
import { Handles } from '@buurtbalans/queue/nest';
import { beginEffect, finishEffect } from '@buurtbalans/workflow';
import { accountLetter } from '../mail/account-letter.ts';
import { hashedMessageId } from '../mail/message-id.ts';
import { PostRound } from '../mail/post-round.ts';
import { MailingJob } from './mailing-job.ts';

/** Mails somebody the link to their account. Its token is made here, so that the queue never holds one. */
@Handles('accounts.invite')
export class AccountsInviteProcessor extends MailingJob<'accounts.invite'> {
  async handle({ invitationId }: JobPayload<'accounts.invite'>): Promise<void> {
    const { db, mail } = this;
    // the engine offers no mail where there is none
    if (!mail) return;
    const whole = `account.${invitationId}`;
    // a token that is made twice would make the first mail worthless
    if ((await beginEffect(db, whole)) === undefined) return;
    const invitation = await readInvitationToMail(db, invitationId);
    if (!invitation) return finishEffect(db, whole, {});
    const { email, purpose, expiresAt } = invitation;
    const link = `${mail.publicUrl}/invitation/${await giveToken(db, invitationId)}`;
    const effectKey = `${whole}.1`;
    const round = new PostRound(db, mail);
    await round.hand({
      letter: accountLetter(purpose, expiresAt, link),
      to: email,
      effectKey,
      messageId: hashedMessageId(effectKey, mail.domain),
    });
    await round.end(() => finishEffect(db, whole, {}), true);
  }
}
