import { Module } from '@nestjs/common';
import { TrajectoriesModule } from '../trajectories/trajectories.module.ts';
import { DeliveriesController } from './deliveries.controller.ts';
import { FiguresController } from './figures.controller.ts';
import { ImportsController } from './imports.controller.ts';

/** Areas, figures, and files with more of them. */
@Module({ imports: [TrajectoriesModule], controllers: [FiguresController, ImportsController, DeliveriesController] })
export class FiguresModule {}
