import { ProductError } from '@buurtbalans/contracts';
import { beginEffect, type Database, finishEffect } from '@buurtbalans/database';
import { isSignInRefusal, type Letter, type Mailer, refusalOf } from './mailer.ts';

/** A server that says a code from here on will not take a mail later either. */
export const FOR_GOOD = 500;

/** One mail to one receiver, under the key of its receipt. */
export interface Delivery {
  readonly letter: Letter;
  readonly to: string;
  readonly effectKey: string;
  readonly messageId: string;
}

/**
 * Sends a mail unless it has its receipt, which is written once the server has taken it. Gives the server's code when it
 * refuses this receiver, who then has no receipt; the others may still get theirs.
 * @throws when the server cannot be reached, or does not let this product in.
 */
export async function deliver(db: Database, mail: Mailer, { letter, to, effectKey, messageId }: Delivery): Promise<number | undefined> {
  if ((await beginEffect(db, effectKey)) === undefined) return undefined;
  try {
    await mail.send(letter, to, messageId);
  } catch (error) {
    if (isSignInRefusal(error)) throw new ProductError('MAIL.SIGN_IN_REFUSED');
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    return refusal;
  }
  await finishEffect(db, effectKey, { messageId });
  return undefined;
}
