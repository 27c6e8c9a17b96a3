import type { Database } from '@buurtbalans/database';
import type { HouseStyle, RenderProcess } from '@buurtbalans/reports';
import type { Mailer } from './mail/mailer.ts';

/** What handlers work with. */
export interface JobContext {
  readonly db: Database;
  /** Absent: no mail is sent. */
  readonly mail?: Mailer | undefined;
  /** Where documents are rendered; absent: in the usual process. */
  readonly apart?: RenderProcess;
  /** Name, colours and logo of the municipality; absent: the neutral style. */
  readonly style?: HouseStyle;
}
