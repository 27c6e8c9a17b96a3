import { codeOf } from '@buurtbalans/contracts';
import type { LogEvent } from '@buurtbalans/logging';
import { type Database, findAccountByEmail, inviteByMail } from '@buurtbalans/database';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { BackgroundService } from '../platform/background.service.ts';
import type { Config } from '../platform/config.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { usesPasswords } from './provider/passwords-let-in.ts';
import { keyOf } from './sign-in-limit.service.ts';

/** Mails for one address, and for one network, in an hour. */
const MOST = { address: 3, network: 30 } as const;

/** Mails whoever forgot a password a link for a new one. */
@Injectable()
export class ForgottenPasswords {
  readonly #log = new Logger('background');

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly background: BackgroundService,
  ) {}

  /** Says whether mails go out here at all: the same for an address that has an account and for one that has none. */
  ask(email: string, network: string): { mailed: boolean } {
    const mailed = Boolean(this.config.SMTP_URL) && usesPasswords(this.config);
    // answered before it is looked up, so that the time of the answer tells nothing either
    if (mailed)
      void this.#mail(email.toLowerCase(), network).catch((error: unknown) =>
        this.#log.warn({ event: 'request failed' satisfies LogEvent, code: codeOf(error) }),
      );
    return { mailed };
  }

  async #mail(email: string, network: string): Promise<void> {
    if (!(await this.#mayAsk({ address: email, network }))) return;
    const found = await findAccountByEmail(this.db, email);
    if (!found || found.account.isDemonstration) return;
    await inviteByMail(this.db, found.account.id, 'reset');
    this.background.kick();
  }

  async #mayAsk(of: Readonly<Record<keyof typeof MOST, string>>): Promise<boolean> {
    // the network first: what is refused for it does not use up what an address may ask for from elsewhere
    for (const kind of ['network', 'address'] as const) {
      const { rows } = await this.db.pool.query<{ failures: number }>(
        `insert into sign_in_attempt as a (key, failures, since) values ($1, 1, now())
         on conflict (key) do update set
           failures = case when a.since > now() - interval '1 hour' then least(a.failures + 1, 1000000) else 1 end,
           since = case when a.since > now() - interval '1 hour' then a.since else now() end
         returning failures`,
        [keyOf(this.config.BUURTBALANS_SECRET, `forgotten ${kind} ${of[kind]}`)],
      );
      if (rows[0]!.failures > MOST[kind]) return false;
    }
    return true;
  }
}
