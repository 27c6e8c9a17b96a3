import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { mayCall, ProductError } from '@buurtbalans/contracts';
import type { Database } from '@buurtbalans/database';
import { idsOf } from '@buurtbalans/queue';
import { queueTokens } from '@buurtbalans/queue/nest';
import type { INestApplicationContext } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { askForSecondFactor } from '../platform/access/second-factor-state.ts';
import { signedIn } from '../platform/access/sign-in.ts';
import { sendProblem } from '../platform/problem.filter.ts';
import type { Config } from '../platform/config.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';

// its page asks for letters from elsewhere, which would show the visitor's address there
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'self'; frame-ancestors 'none'";

/** bull-board for those who mend the queues: administrators only, and to look at only. */
export function queueBoard(app: INestApplicationContext): FastifyPluginAsync<{ prefix: string }> {
  return async (fastify, { prefix }) => {
    const db = app.get<Database>(DATABASE);
    const adapter = new FastifyAdapter();
    adapter.setBasePath(prefix);
    const queues = queueTokens.map((token) => {
      const shown = new BullMQAdapter(app.get<Queue>(token), { readOnlyMode: true });
      shown.setFormatter('data', idsOf);
      shown.setFormatter('returnValue', () => null);
      return shown;
    });
    createBullBoard({
      queues,
      serverAdapter: adapter,
      options: { uiConfig: { boardTitle: 'Buurtbalans', hideRedisDetails: true } },
    });
    fastify.addHook('onRequest', async (request, reply) => {
      try {
        await allowed(db, app.get<Config>(CONFIG), request);
        void reply.header('content-security-policy', POLICY);
      } catch (error) {
        sendProblem(error, request, reply);
        return reply;
      }
      return undefined;
    });
    await fastify.register(adapter.registerPlugin());
  };
}

async function allowed(db: Database, config: Config, request: FastifyRequest): Promise<void> {
  const account = await signedIn(db, request, config);
  if (!account) throw new ProductError('AUTH.REQUIRED');
  if (!mayCall('listQueues', account.role) || (request.method !== 'GET' && request.method !== 'HEAD'))
    throw new ProductError('AUTH.FORBIDDEN');
  await askForSecondFactor(db, account, 'listQueues', config);
}
