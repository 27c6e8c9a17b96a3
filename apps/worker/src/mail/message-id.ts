import { createHash } from 'node:crypto';

/** One mail: the firing of one timer, for one account. */
export interface MailKey {
  readonly trajectoryId: string;
  readonly key: string;
  readonly setSeq: number;
  readonly accountId: string;
}

/** Message-ID of a mail: the same each time that it is sent, so that a mailbox knows a second copy; it tells nothing. */
export function messageIdOf({ trajectoryId, key, setSeq, accountId }: MailKey, domain: string): string {
  return hashedMessageId(JSON.stringify([trajectoryId, key, setSeq, accountId]), domain);
}

/** Message-ID from the key of a mail's receipt. */
export function hashedMessageId(effectKey: string, domain: string): string {
  return `<${createHash('sha256').update(effectKey).digest('hex').slice(0, 40)}@${domain}>`;
}

/** Key of the receipt of a mail. */
export function mailEffectKey({ trajectoryId, key, setSeq, accountId }: MailKey): string {
  return `mail.${key}.${setSeq}.${trajectoryId}.${accountId}`;
}
