import 'reflect-metadata';
import type { Readable } from 'node:stream';
import { PATIENCE, type Patience, refuseUnreadable, waitsAsLongAs, watchBody } from '@buurtbalans/contracts';
import { NestLog } from '@buurtbalans/logging';
import cookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController } from 'fastify';
import { AppModule, controllers } from './app.module.ts';
import { queueBoard } from './jobs/queue-board.ts';
import { API_PREFIX } from './platform/api-prefix.ts';
import { AuditService } from './platform/audit/audit.service.ts';
import { noteBeforeAnswer } from './platform/audit/note-before-answer.ts';
import { BODY_LIMIT, hearOut, limitParticipants, SMALL_BODY_LIMIT } from './platform/body-limit.ts';
import type { Config } from './platform/config.ts';
import { engineLog } from './platform/engine-log.ts';
import { endpointAt, isForAnybody } from './platform/endpoint-at.ts';
import { checkHandlers } from './platform/handlers.ts';
import { sendProblem } from './platform/problem.filter.ts';
import { SAFE_HEADERS } from './platform/safe-headers.ts';

/** Builds the engine; it does not listen yet. */
export async function createEngine(config: Config, patience: Patience = PATIENCE): Promise<NestFastifyApplication> {
  checkHandlers(controllers);
  const log = engineLog(config.LOG_LEVEL);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    loggerInstance: log,
    logController: new LogController({ requestIdLogLabel: 'requestId', disableRequestLogging: true }),
    forceCloseConnections: true,
    ...waitsAsLongAs(patience),
    frameworkErrors: sendProblem,
    clientErrorHandler: refuseUnreadable,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, {
    logger: new NestLog((level, told) => log[level](told)),
    bodyParser: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  await fastify.register(cookie);
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: BODY_LIMIT },
    (_request, body, done) => {
      try {
        done(null, body === '' ? undefined : (JSON.parse(body as string) as unknown));
      } catch {
        done(Object.assign(new Error('not JSON'), { statusCode: 400 }));
      }
    },
  );
  fastify.addHook('onRoute', (route) => {
    if (isForAnybody(route)) route.bodyLimit = SMALL_BODY_LIMIT;
  });
  fastify.addHook('onRequest', async ({ raw }) => watchBody(raw, fastify.server, patience));
  fastify.addHook('onRequest', limitParticipants);
  // whatever an upload is called, it is a file: GeoJSON would be parsed as JSON otherwise
  fastify.addHook('onRequest', async (request) => {
    if (endpointAt(request)?.endpoint.upload) request.headers['content-type'] = 'application/octet-stream';
  });
  // an uploaded file is not parsed but streamed to where it is kept
  fastify.addContentTypeParser('*', (_request, payload: Readable, done) => done(null, payload));
  noteBeforeAnswer(fastify, app.get(AuditService));
  fastify.addHook('onSend', async (request, reply) => {
    void reply.headers(SAFE_HEADERS);
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    if (!reply.hasHeader('content-security-policy'))
      void reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    if (request.headers['x-forwarded-proto'] === 'https')
      void reply.header('strict-transport-security', 'max-age=31536000');
  });
  fastify.addHook('onSend', hearOut);
  await fastify.register(queueBoard(app), { prefix: `${API_PREFIX}/admin/queues` });
  app.setGlobalPrefix(API_PREFIX);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  return app;
}
