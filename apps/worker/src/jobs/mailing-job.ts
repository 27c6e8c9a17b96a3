import type { JobName } from '@buurtbalans/contracts';
import type { Database } from '@buurtbalans/database';
import { JobHost } from '@buurtbalans/queue/nest';
import { Inject } from '@nestjs/common';
import type { Mailer } from '../mail/mailer.ts';
import { DATABASE, MAILER } from '../platform/tokens.ts';

/** A job that sends mails. */
export abstract class MailingJob<N extends JobName> extends JobHost<N> {
  protected readonly db: Database;
  /** Absent: no mail is sent. */
  protected readonly mail: Mailer | undefined;

  constructor(@Inject(DATABASE) db: Database, @Inject(MAILER) mail?: Mailer) {
    super();
    this.db = db;
    this.mail = mail;
  }
}
