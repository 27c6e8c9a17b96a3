import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.ts';
import { OpenStreams } from './open-streams.service.ts';

/** Who is let in, for all routes, and for how long a stream is. */
@Global()
@Module({ providers: [{ provide: APP_GUARD, useClass: AccessGuard }, OpenStreams], exports: [OpenStreams] })
export class AccessModule {}
