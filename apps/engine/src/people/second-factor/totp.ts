import { Secret, TOTP } from 'otpauth';

/** What apps for codes take for granted (RFC 6238): SHA-1, six digits, thirty seconds. */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Steps before and after the present one whose code is taken: a clock that is half a minute off, or a slow hand. */
const WINDOW = 1;
/** As long as the hash, as the standard for such secrets advises. */
const SECRET_BYTES = 20;

/** A new secret. */
export const newSecret = (): Buffer => Buffer.from(new Secret({ size: SECRET_BYTES }).bytes);

/** A secret as somebody types it. */
export const inBase32 = (secret: Buffer): string => secretOf(secret).base32;

/** The address that apps for codes read, from a picture or a link. */
export const otpauthAddress = (secret: Buffer, email: string): string =>
  new TOTP({ ...FORM, secret: secretOf(secret), issuer: 'Buurtbalans', label: email }).toString();

/**
 * The step of which a code is: of now, or of the one before or after; undefined when it is of none of them. Takes as long for
 * every code of six digits.
 *
 * @param now milliseconds since 1970
 */
export function stepOf(secret: Buffer, code: string, now: number): number | undefined {
  const delta = TOTP.validate({ ...FORM, token: code, secret: secretOf(secret), timestamp: now, window: WINDOW });
  return delta === null ? undefined : TOTP.counter({ period: FORM.period, timestamp: now }) + delta;
}

const secretOf = (bytes: Buffer): Secret => new Secret({ buffer: new Uint8Array(bytes).buffer });
