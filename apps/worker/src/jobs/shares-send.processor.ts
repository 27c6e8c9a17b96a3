import type { JobPayload } from '@buurtbalans/contracts';
import { forgetAddress, listWaitingReaders, readerEffectKey, readTrajectory } from '@buurtbalans/database';
import { effectKey } from '@buurtbalans/domain';
import { Handles } from '@buurtbalans/queue/nest';
import { beginEffect, finishEffect } from '@buurtbalans/workflow';
import { hashedMessageId } from '../mail/message-id.ts';
import { PostRound } from '../mail/post-round.ts';
import { shareLetter } from '../mail/share-letter.ts';
import { MailingJob } from './mailing-job.ts';

/** Sends each reader of a shared document their own link, and erases the address once the mail was taken. */
@Handles('shares.send')
export class SharesSendProcessor extends MailingJob<'shares.send'> {
  async handle(key: JobPayload<'shares.send'>): Promise<void> {
    const { db, mail } = this;
    // without a mail server the links wait: the sweep comes back with them
    if (!mail) return;
    const whole = effectKey('shares.send', key);
    if ((await beginEffect(db, whole)) === undefined) return;
    const state = (await readTrajectory(db, key.trajectoryId))?.state;
    const report = Object.values(state?.reports ?? {}).find(({ links }) => links?.[key.linkId]);
    const link = report?.links?.[key.linkId];
    if (!state || !report || !link?.readers || link.withdrawnAt !== null || report.document === 'minutes')
      return finishEffect(db, whole, {});
    const round = new PostRound(db, mail);
    for (const { id, organisationId, address, token } of await listWaitingReaders(db, key)) {
      const organisation = state.organisations[organisationId]?.name;
      if (!organisation || !link.readers[id]) continue;
      const letter = shareLetter({
        trajectoryName: state.name,
        organisation,
        document: report.document,
        until: link.until!,
        link: `${mail.publicUrl}/shared/${token}`,
      });
      const effectKey = readerEffectKey(id);
      const handed = await round.hand({
        letter,
        to: address,
        effectKey,
        messageId: hashedMessageId(effectKey, mail.domain),
      });
      if (handed !== 'later') await forgetAddress(db, key.trajectoryId, id);
    }
    await round.end(() => finishEffect(db, whole, {}), true);
  }
}
