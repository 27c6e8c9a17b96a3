import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.ts';

/** Health, and the description of the API. */
@Module({ controllers: [HealthController] })
export class HealthModule {}
