import type { JobPayload } from '@buurtbalans/contracts';
import { readAccount } from '@buurtbalans/database';
import { Handles } from '@buurtbalans/queue/nest';
import { beginEffect, finishEffect } from '@buurtbalans/workflow';
import { newsLetter } from '../mail/account-letter.ts';
import { hashedMessageId } from '../mail/message-id.ts';
import { PostRound } from '../mail/post-round.ts';
import { MailingJob } from './mailing-job.ts';

/** Mails somebody what happened to their account, so that they notice what they did not do themselves. */
@Handles('accounts.tell')
export class AccountsTellProcessor extends MailingJob<'accounts.tell'> {
  async handle({ noticeId, accountId, news }: JobPayload<'accounts.tell'>): Promise<void> {
    const { db, mail } = this;
    if (!mail) return;
    const whole = `account.news.${noticeId}`;
    if ((await beginEffect(db, whole)) === undefined) return;
    const account = await readAccount(db, accountId);
    if (!account?.email || account.state === 'disabled') return finishEffect(db, whole, {});
    const effectKey = `${whole}.1`;
    const round = new PostRound(db, mail);
    await round.hand({
      letter: newsLetter(news, `${mail.publicUrl}/account`),
      to: account.email,
      effectKey,
      messageId: hashedMessageId(effectKey, mail.domain),
    });
    await round.end(() => finishEffect(db, whole, {}), true);
  }
}
