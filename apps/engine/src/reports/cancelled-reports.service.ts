import { cancelReport, type Database } from '@buurtbalans/database';
import { Inject, Injectable } from '@nestjs/common';
import { DATABASE } from '../platform/tokens.ts';
import { Trajectories } from '../trajectories/trajectories.service.ts';

/** Tells the worker, who looks there, that a document is no longer wanted. */
@Injectable()
export class CancelledReports {
  constructor(@Inject(DATABASE) db: Database, trajectories: Trajectories) {
    trajectories.follow('CancelReport', (trajectoryId, { reportId }) => cancelReport(db, trajectoryId, reportId));
  }
}
