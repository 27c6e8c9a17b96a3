import { Global, Module } from '@nestjs/common';
import { BackgroundService } from './background.service.ts';

/** Work beside the answers, and the bell that is rung when there is some. */
@Global()
@Module({ providers: [BackgroundService], exports: [BackgroundService] })
export class BackgroundModule {}
