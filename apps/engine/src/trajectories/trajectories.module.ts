import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.ts';
import { CommandService } from './command.service.ts';
import { HistoryController } from './history.controller.ts';
import { TrajectoriesController } from './trajectories.controller.ts';
import { Trajectories } from './trajectories.service.ts';
import { TrajectoryReader } from './trajectory-reader.service.ts';

/** Trajectories, their commands and their history; gives {@link Trajectories} to the features that build on them. */
@Module({
  imports: [PeopleModule],
  controllers: [TrajectoriesController, HistoryController],
  providers: [CommandService, TrajectoryReader, Trajectories],
  exports: [Trajectories],
})
export class TrajectoriesModule {}
