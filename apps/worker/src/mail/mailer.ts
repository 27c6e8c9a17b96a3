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
  /** How long a letter waits after each time that it could not be handed over, in milliseconds; after the last it is given up. */
  readonly waits: readonly number[];
  /** Sends a letter to one address under an id; resolves once the server has taken it. */
  send(letter: Letter, to: string, messageId: string): Promise<void>;
}

/** A server that does not answer in this time is tried again later; in milliseconds. */
const PATIENCE_MS = 10_000;

const MINUTE = 60_000;
/** Offered eight times within eight hours: a server that is mended in the evening still sends the day's mail. */
const WAITS = [1, 5, 15, 30, 60, 120, 240].map((minutes) => minutes * MINUTE);

/** Sends over SMTP, with a connection for each mail. */
export function openMailer(
  { smtpUrl, from, domain, publicUrl }: MailSettings,
  waits: readonly number[] = WAITS,
): Mailer {
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
    waits,
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
        attachments: attachments.map((file) => ({
          filename: file.fileName,
          contentType: file.mime,
          content: file.text,
        })),
      });
    },
  };
}

/** The server's code when it answered, and took this one mail not; undefined when it is about the server, or about us: the others would fare no better. */
export function refusalOf(error: unknown): number | undefined {
  const { code, responseCode, command } = (error ?? {}) as {
    code?: unknown;
    responseCode?: unknown;
    command?: unknown;
  };
  // 421: the server itself goes away; a sender that it does not want is not the receiver's doing
  const isAboutMail = responseCode !== 421 && command !== 'MAIL FROM' && (code === 'EENVELOPE' || code === 'EMESSAGE');
  return typeof responseCode === 'number' && isAboutMail ? responseCode : undefined;
}

/** True when the server does not let this product send at all. */
export function isSignInRefusal(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'EAUTH';
}
