import { type Database, tellOwner } from '@buurtbalans/database';
import type { AccountNews } from '@buurtbalans/domain';
import { Inject, Injectable } from '@nestjs/common';
import { BackgroundService } from '../platform/background.service.ts';
import type { Config } from '../platform/config.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';

/** Tells somebody by mail, where mail goes out, what happened to their account: they may not have done it themselves. */
@Injectable()
export class AccountNewsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly background: BackgroundService,
  ) {}

  async tell(accountId: string, news: AccountNews): Promise<void> {
    if (!this.config.SMTP_URL) return;
    await tellOwner(this.db, accountId, news);
    this.background.kick();
  }
}
