import type { JobName } from '@buurtbalans/contracts';
import type { Database } from '@buurtbalans/database';
import { JobHost } from '@buurtbalans/queue/nest';
import { type HouseStyle, RenderProcess } from '@buurtbalans/reports';
import { Inject } from '@nestjs/common';
import { DATABASE, HOUSE_STYLE } from '../platform/tokens.ts';

/** A job that renders a document. */
export abstract class RenderingJob<N extends JobName> extends JobHost<N> {
  protected readonly db: Database;
  protected readonly apart: RenderProcess;
  /** Name, colours and logo of the municipality; absent: the neutral style. */
  protected readonly style: HouseStyle | undefined;

  constructor(
    @Inject(DATABASE) db: Database,
    @Inject(RenderProcess) apart: RenderProcess,
    @Inject(HOUSE_STYLE) style?: HouseStyle,
  ) {
    super();
    this.db = db;
    this.apart = apart;
    this.style = style;
  }
}
