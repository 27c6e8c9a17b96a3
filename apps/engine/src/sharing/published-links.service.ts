import { type Database, keepReportLink } from '@buurtbalans/database';
import { Inject, Injectable } from '@nestjs/common';
import { hashToken } from '../platform/access/sign-in.ts';
import type { Config } from '../platform/config.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { Trajectories } from '../trajectories/trajectories.service.ts';
import { linkToken } from './link-token.ts';

/** Keeps the address of a link, as its hash, once its document was published. */
@Injectable()
export class PublishedLinks {
  constructor(@Inject(DATABASE) db: Database, @Inject(CONFIG) config: Config, trajectories: Trajectories) {
    trajectories.follow('PublishReport', (trajectoryId, { linkId, reportId }) =>
      keepReportLink(db, { linkId, trajectoryId, reportId }, hashToken(linkToken(config.BUURTBALANS_SECRET, linkId))),
    );
  }
}
