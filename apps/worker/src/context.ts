import type { Database } from '@buurtbalans/database';

/** What handlers work with. */
export interface JobContext {
  readonly db: Database;
}
