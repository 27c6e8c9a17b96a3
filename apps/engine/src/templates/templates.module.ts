import { Module } from '@nestjs/common';
import { TrajectoriesModule } from '../trajectories/trajectories.module.ts';
import { TemplatesController } from './templates.controller.ts';

/** Templates of the method. */
@Module({ imports: [TrajectoriesModule], controllers: [TemplatesController] })
export class TemplatesModule {}
