import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { tellOfAnswer } from './answer-log.ts';

/** Tells of answers in the log. Hooks hold for routes that come after them, so it begins with the module. */
@Module({})
export class LoggingModule {
  constructor(host: HttpAdapterHost) {
    host.httpAdapter.getInstance<FastifyInstance>().addHook('onResponse', tellOfAnswer);
  }
}
