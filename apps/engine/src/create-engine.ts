import 'reflect-metadata';
import type { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { AppModule } from './app.module.ts';
import type { Config } from './platform/config.ts';

/** Largest JSON body, in bytes. */
const BODY_LIMIT = 1024 * 1024;

/** Builds the engine; it does not listen yet. */
export async function createEngine(config: Config): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    // addresses and bodies are never logged: they could lead to a resident
    logger: { level: config.LOG_LEVEL, serializers: { req: (request: FastifyRequest) => ({ method: request.method, url: request.routeOptions?.url }) } },
    disableRequestLogging: config.LOG_LEVEL !== 'debug',
    forceCloseConnections: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, { logger: ['error', 'warn'], bodyParser: false });
  const fastify = app.getHttpAdapter().getInstance();
  await fastify.register(cookie);
  fastify.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : (JSON.parse(body as string) as unknown));
    } catch {
      done(Object.assign(new Error('not JSON'), { statusCode: 400 }));
    }
  });
  // an uploaded file is not parsed but streamed to where it is kept
  fastify.addContentTypeParser('*', (_request, payload: Readable, done) => done(null, payload));
  fastify.addHook('onSend', async (_request, reply) => {
    void reply.header('api-version', '1.0.0').header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer');
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  });
  app.setGlobalPrefix('/api/v1');
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  return app;
}
