import { readFileSync } from 'node:fs';
import { type ProviderSettings, providerSettings } from '@buurtbalans/contracts';
import { ROLES } from '@buurtbalans/domain';
import { thresholdOf } from '@buurtbalans/logging';
import { z } from 'zod';

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  QUEUE_URL: z.string().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3001),
  BUURTBALANS_SECRET: z.string().min(32),
  /** Milliseconds between two looks at due timers and lost effects. */
  SWEEP_MS: z.coerce.number().int().min(100).default(60_000),
  /** Seconds without a result after which work counts as lost with its queue. */
  LOST_AFTER_S: z.coerce.number().int().min(1).default(300),
  /** By which the front door shows that it is the one who says where somebody calls from; without it the connection says so. */
  DOOR_KEY: z.string().min(16).optional(),
  /** Lets accounts of the demonstration be used from other machines than this one. */
  DEMONSTRATION_FROM_ANYWHERE: z.string().optional(),
  /** Milliseconds between two signs of life on a live stream; at each it is asked whether the right to it still holds. */
  HEARTBEAT_MS: z.coerce.number().int().min(100).default(5_000),
  /** Seconds without a word after which a participant has left. */
  LEFT_AFTER_S: z.coerce.number().int().min(1).default(900),
  /** Minutes after which a sign-in ends that is not used; twelve hours after it began it ends in any case. */
  SIGN_IN_IDLE_MINUTES: z.coerce.number().int().min(5).max(720).default(240),
  /** Roles, with commas between, whose accounts have to have a second factor. */
  SECOND_FACTOR: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.enum(ROLES))),
  /** Design tokens of the municipality, for forms on paper; the worker reads them for documents. */
  HOUSE_STYLE: z.string().optional(),
  /** Whether mails go out; the worker sends them. */
  SMTP_URL: z.string().optional(),
  /** The address by which people reach the product; a provider of OpenID Connect leads back to it. */
  PUBLIC_URL: z.string().optional(),
  // the organisation's provider of OpenID Connect: `providerSettings` reads them together
  OIDC_ISSUER: z.string().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_CLIENT_SECRET_FILE: z.string().optional(),
  OIDC_CLIENT_KEY_FILE: z.string().optional(),
  OIDC_SCOPE: z.string().optional(),
  OIDC_LABEL: z.string().optional(),
  OIDC_GROUPS_CLAIM: z.string().optional(),
  OIDC_GROUP_ROLES: z.string().optional(),
  OIDC_EMAIL_VERIFIED_CLAIM: z.string().optional(),
  OIDC_PASSWORDS: z.string().optional(),
  /** Read as every program reads it: a word that is none counts as `info`. */
  LOG_LEVEL: z.string().optional().transform(thresholdOf),
});

type Given = Readonly<Record<string, string | undefined>>;

/** What the engine is told by its environment. */
export type Config = z.infer<typeof schema> & {
  /** The organisation's provider of OpenID Connect; absent: there is none. */
  readonly provider?: ProviderSettings;
};

/** Reads the environment; the error names each variable that is missing or wrong, and how to mend those of the provider. */
export function readConfig(environment: Given): Config {
  const result = schema.safeParse(environment);
  if (result.success) {
    const provider = providerSettings(environment, (path) => readFileSync(path, 'utf8'));
    return { ...result.data, ...(provider && { provider }) };
  }
  const names = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`the engine's environment is not complete: ${names.join('; ')}`);
}
