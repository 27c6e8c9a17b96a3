import { ProductError } from '@buurtbalans/contracts';
import { beginEffect, finishEffect, forgetAddress, listWaitingReaders, readerEffectKey, readTrajectory, shareEffectKey } from '@buurtbalans/database';
import type { JobHandler } from '@buurtbalans/queue';
import type { JobContext } from '../context.ts';
import { deliver, FOR_GOOD } from '../mail/deliver.ts';
import { hashedMessageId } from '../mail/message-id.ts';
import { shareLetter } from '../mail/share-letter.ts';

/** Sends each reader of a shared document their own link, and erases the address once the mail was taken. */
export function sharesSend({ db, mail }: JobContext): JobHandler<'shares.send'> {
  return async (key) => {
    // without a mail server the links wait: the sweep comes back with them
    if (!mail) return;
    const whole = shareEffectKey(key.trajectoryId, key.linkId);
    if ((await beginEffect(db, whole)) === undefined) return;
    const state = (await readTrajectory(db, key.trajectoryId))?.state;
    const report = Object.values(state?.reports ?? {}).find(({ links }) => links?.[key.linkId]);
    const link = report?.links?.[key.linkId];
    if (!state || !report || !link?.readers || link.withdrawnAt !== null || report.document === 'minutes') return finishEffect(db, whole, {});
    let refused = 0;
    for (const { id, organisationId, address, token } of await listWaitingReaders(db, key)) {
      const organisation = state.organisations[organisationId]?.name;
      if (!organisation || !link.readers[id]) continue;
      const letter = shareLetter({ trajectoryName: state.name, organisation, document: report.document, until: link.until!, link: `${mail.publicUrl}/shared/${token}` });
      const effectKey = readerEffectKey(id);
      const refusal = await deliver(db, mail, { letter, to: address, effectKey, messageId: hashedMessageId(effectKey, mail.domain) });
      if (refusal !== undefined && refusal >= FOR_GOOD) await finishEffect(db, effectKey, { refused: refusal });
      if (refusal === undefined || refusal >= FOR_GOOD) await forgetAddress(db, key.trajectoryId, id);
      else refused += 1;
    }
    // tried again for those alone
    if (refused > 0) throw new ProductError('MAIL.REFUSED', { refused });
    await finishEffect(db, whole, {});
  };
}
