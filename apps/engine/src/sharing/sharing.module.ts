import { Module } from '@nestjs/common';
import { TrajectoriesModule } from '../trajectories/trajectories.module.ts';
import { ReactionsController } from './reactions.controller.ts';
import { SharingController } from './sharing.controller.ts';

/** Documents that leave, and what comes back. */
@Module({
  imports: [TrajectoriesModule],
  controllers: [SharingController, ReactionsController],
})
export class SharingModule {}
