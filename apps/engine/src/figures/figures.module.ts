import { Module } from '@nestjs/common';
import { FiguresController } from './figures.controller.ts';
import { ImportsController } from './imports.controller.ts';

/** Areas, figures, and files with more of them. */
@Module({ controllers: [FiguresController, ImportsController] })
export class FiguresModule {}
