import { createTransport } from 'nodemailer';
import type { MailSettings } from './mail-settings.ts';

/** What a mail says; the same for everybody who gets it. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly { readonly fileName: string; readonly mime: string; readonly text: string }[];
}

/** Sends mails. */
export interface Mailer extends Pick<MailSettings, 'domain' | 'publicUrl'> {
  /** Sends a letter to one address under an id; resolves once the server has taken it. */
  send(letter: Letter, to: string, messageId: string): Promise<void>;
}

/** A server that does not answer in this time is tried again later; in milliseconds. */
const PATIENCE_MS = 10_000;

/** Sends over SMTP, with a connection for each mail. */
export function openMailer({ smtpUrl, from, domain, publicUrl }: MailSettings): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    // not the name of this machine
    name: domain,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: 2 * PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    domain,
    publicUrl,
    async send({ subject, text, html, attachments }, to, messageId) {
      await transport.sendMail({
        from,
        to,
        subject,
        text,
        html,
        messageId,
        xMailer: false,
        // so that nobody's absence is answered
        headers: { 'Auto-Submitted': 'auto-generated' },
        attachments: attachments.map((file) => ({ filename: file.fileName, contentType: file.mime, content: file.text })),
      });
    },
  };
}

/** The server's code when it answered, and took this one mail not; the others may still go. */
export function refusalOf(error: unknown): number | undefined {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown };
  // 421: the server itself goes away
  const isAboutMail = responseCode !== 421 && (code === 'EENVELOPE' || code === 'EMESSAGE');
  return typeof responseCode === 'number' && isAboutMail ? responseCode : undefined;
}

/** True when the server does not let this product send at all. */
export function isSignInRefusal(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'EAUTH';
}
