import type { JobBoard } from '@buurtbalans/queue';
import { JOB_BOARD } from '@buurtbalans/queue/nest';
import { Inject, Injectable } from '@nestjs/common';

/** The view of the queues; connected when an administrator first looks. */
@Injectable()
export class JobsService {
  constructor(@Inject(JOB_BOARD) readonly board: JobBoard) {}
}
