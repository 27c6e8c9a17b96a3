import { Module } from '@nestjs/common';
import { TrajectoriesModule } from '../trajectories/trajectories.module.ts';
import { FindingsController } from './findings.controller.ts';

/** What lies in each lane, and where it coincides. */
@Module({ imports: [TrajectoriesModule], controllers: [FindingsController] })
export class FindingsModule {}
