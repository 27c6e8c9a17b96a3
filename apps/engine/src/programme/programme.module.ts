import { Module } from '@nestjs/common';
import { TrajectoriesModule } from '../trajectories/trajectories.module.ts';
import { BulkController } from './bulk.controller.ts';
import { ProgrammeReportsController } from './programme-reports.controller.ts';

/** All trajectories at once. */
@Module({ imports: [TrajectoriesModule], controllers: [BulkController, ProgrammeReportsController] })
export class ProgrammeModule {}
