import type { EndpointId } from '@buurtbalans/contracts';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { endpointAt } from '../endpoint-at.ts';
import { type CalledRequest, ENDPOINT } from '../route.ts';
import { AuditService } from './audit.service.ts';

const STREAM = 'text/event-stream';

/** Holds every answer back until it is recorded who reads it; a refusal tells nothing, and is no reading. */
export function noteBeforeAnswer(fastify: FastifyInstance, audit: AuditService): void {
  fastify.addHook('onSend', async (request, reply) => {
    const { call } = request as FastifyRequest & Partial<CalledRequest>;
    const at = endpointAt(request);
    if (at && call && reply.statusCode < 400) await audit.read(at.id, call);
  });
}

/** A stream takes its connection over and passes no hook: it begins once it is recorded. */
@Injectable()
export class NoteBeforeStream implements NestInterceptor {
  constructor(
    private readonly audit: AuditService,
    private readonly reflector: Reflector,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<ReturnType<CallHandler['handle']>> {
    const id = this.reflector.get<EndpointId | undefined>(ENDPOINT, context.getHandler());
    const request = context.switchToHttp().getRequest<CalledRequest>();
    if (id && endpointAt(request)?.endpoint.produces?.includes(STREAM)) await this.audit.read(id, request.call);
    return next.handle();
  }
}
