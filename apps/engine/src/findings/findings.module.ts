import { Module } from '@nestjs/common';
import { FindingsController } from './findings.controller.ts';

/** What lies in each lane, and where it coincides. */
@Module({ controllers: [FindingsController] })
export class FindingsModule {}
