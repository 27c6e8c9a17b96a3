import type { Database } from '@buurtbalans/database';
import type { Mailer } from './mail/mailer.ts';

/** What handlers work with. */
export interface JobContext {
  readonly db: Database;
  /** Absent: no mail is sent. */
  readonly mail?: Mailer | undefined;
}
