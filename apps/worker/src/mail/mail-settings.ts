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

const SMTP = new Set(['smtp:', 'smtps:']);
const WEB = new Set(['http:', 'https:']);

/** Reads the settings from the environment; undefined without `SMTP_URL`. @throws naming the variable that is missing or wrong. */
export function readMailSettings(environment: Readonly<Record<string, string | undefined>>): MailSettings | undefined {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from = '', PUBLIC_URL: publicUrl = '' } = environment;
  if (!smtpUrl) return undefined;
  // the addresses themselves stay out of the message: that of the server holds a password
  if (!SMTP.has(protocolOf(smtpUrl))) throw new Error('SMTP_URL is not an address such as smtp://mail.example.nl:587');
  const domain = /^(?:[^<>\r\n]*<)?[^\s<>@]+@([a-z0-9][a-z0-9.-]*)>?$/i.exec(from.trim())?.[1];
  if (!domain) throw new Error('MAIL_FROM is not a sender such as Buurtbalans <buurtbalans@example.nl>');
  if (!WEB.has(protocolOf(publicUrl)))
    throw new Error('PUBLIC_URL is not an address such as https://buurtbalans.example.nl');
  return { smtpUrl, from: from.trim(), domain: domain.toLowerCase(), publicUrl: publicUrl.replace(/\/+$/, '') };
}

const protocolOf = (address: string): string => (URL.canParse(address) ? new URL(address).protocol : '');
