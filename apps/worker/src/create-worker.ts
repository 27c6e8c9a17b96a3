import 'reflect-metadata';
import { type Log, NestLog } from '@buurtbalans/logging';
import { loadHouseStyle } from '@buurtbalans/reports';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Config } from './platform/config.ts';
import { WorkerModule } from './worker.module.ts';

/** Builds the worker, which takes jobs from then on. @throws when the house style is wrong, or a job has no processor */
export async function createWorker(config: Config, log: Log): Promise<INestApplicationContext> {
  const style = await loadHouseStyle(config.HOUSE_STYLE);
  const app = await NestFactory.createApplicationContext(WorkerModule.with(config, style, log), {
    logger: NestLog.on(log),
    abortOnError: false,
  });
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  return app;
}
