import { Module } from '@nestjs/common';
import { TrajectoriesModule } from '../trajectories/trajectories.module.ts';
import { ReportsController } from './reports.controller.ts';

/** Documents of a trajectory. */
@Module({ imports: [TrajectoriesModule], controllers: [ReportsController] })
export class ReportsModule {}
