import { z } from 'zod';

/** How mail is sent. */
export interface MailSettings {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly smtpUrl: string;
  /** Sender, such as `Buurtbalans <buurtbalans@example.nl>`. */
  readonly from: string;
  /** Domain of the sender; in it lie the ids of the mails. */
  readonly domain: string;
  /** Address of the product for links, without a slash at its end. */
  readonly publicUrl: string;
}

const protocolOf = (address: string): string => (URL.canParse(address) ? new URL(address).protocol : '');
const domainOf = (sender: string): string | undefined =>
  /^(?:[^<>\r\n]*<)?[^\s<>@]+@([a-z0-9][a-z0-9.-]*)>?$/i.exec(sender.trim())?.[1]?.toLowerCase();

const isOneOf =
  (...protocols: readonly string[]) =>
  (address: string): boolean =>
    protocols.includes(protocolOf(address));

const schema = z.object({
  SMTP_URL: z.string().refine(isOneOf('smtp:', 'smtps:'), 'is not an address such as smtp://mail.example.nl:587'),
  MAIL_FROM: z
    .string()
    .default('')
    .refine((sender) => domainOf(sender), 'is not a sender such as Buurtbalans <buurtbalans@example.nl>'),
  PUBLIC_URL: z
    .string()
    .default('')
    .refine(isOneOf('http:', 'https:'), 'is not an address such as https://buurtbalans.example.nl'),
});

/** The part of the environment that turns mail on. What is wrong is told without its value: the address of a server holds a password. */
export const mailSettings = schema.transform(
  ({ SMTP_URL: smtpUrl, MAIL_FROM: from, PUBLIC_URL: publicUrl }): MailSettings => ({
    smtpUrl,
    from: from.trim(),
    domain: domainOf(from)!,
    publicUrl: publicUrl.replace(/\/+$/, ''),
  }),
);
