import { thresholdOf } from '@buurtbalans/logging';
import { z } from 'zod';
import { type MailSettings, mailSettings } from '../mail/mail-settings.ts';

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  QUEUE_URL: z.string().optional(),
  /** Design tokens of the municipality, for documents. */
  HOUSE_STYLE: z.string().optional(),
  /** Read as every program reads it: a word that is none counts as `info`. */
  LOG_LEVEL: z.string().optional().transform(thresholdOf),
});

/** What the worker is told by its environment. */
export interface Config extends z.infer<typeof schema> {
  /** Absent without `SMTP_URL`: no mail is sent. */
  readonly mail: MailSettings | undefined;
}

/** Reads the environment; the error names each variable that is missing or wrong, and never its value. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const own = schema.safeParse(environment);
  const mail = environment['SMTP_URL'] ? mailSettings.safeParse(environment) : undefined;
  if (own.success && mail?.success !== false) return { ...own.data, mail: mail?.data };
  const names = [own, mail].flatMap(
    (part) => part?.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [],
  );
  throw new Error(`the worker's environment is not complete: ${names.join('; ')}`);
}
