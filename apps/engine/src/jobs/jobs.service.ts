import { type JobBoard, openJobs } from '@buurtbalans/queue';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '../platform/config.ts';
import { CONFIG } from '../platform/tokens.ts';

/** The view of the queues; connected when an administrator first looks. */
@Injectable()
export class JobsService implements OnApplicationShutdown {
  readonly board: JobBoard;

  constructor(@Inject(CONFIG) config: Config) {
    this.board = openJobs({ databaseUrl: config.DATABASE_URL, queueUrl: config.QUEUE_URL });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.board.close();
  }
}
