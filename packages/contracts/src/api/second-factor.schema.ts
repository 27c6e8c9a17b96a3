import { z } from 'zod';

const password = z.string().min(1).max(200);

/** What somebody shows beside the password: six digits from their app, or a recovery code, however it was typed. */
const shown = z.string().trim().min(1).max(60);

/** The second step of signing in. */
export const showCodeSchema = z.strictObject({ code: shown });

/** Whether an account has a second factor: since when, and how many recovery codes are left. */
export const secondFactorSchema = z.object({
  since: z.iso.datetime().nullable(),
  recoveryCodes: z.int().min(0),
});

/** Beginning to turn it on: by the present password. */
export const beginSecondFactorSchema = z.strictObject({ password });

/** What an app for codes needs; nothing is on yet. */
export const offeredSecondFactorSchema = z.object({
  /** In base 32, for whoever types it. */
  secret: z.string(),
  /** The same as an `otpauth:` address, for a picture or a link. */
  address: z.string(),
  /** Comes back with a right code; good for half an hour. */
  setup: z.string(),
});

/** Turning it on: what was offered, with a code that was made of it. */
export const turnOnSecondFactorSchema = z.strictObject({ setup: z.string().min(1).max(500), code: shown });

/** Changing or taking away one's own second factor: by both. */
export const bothFactorsSchema = z.strictObject({ password, code: shown });

/** Recovery codes, shown this once; each is good once. */
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });
