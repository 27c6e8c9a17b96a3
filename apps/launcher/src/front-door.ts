import {
  codeOf,
  DOOR_HEADER,
  PATIENCE,
  type Patience,
  refuseUnreadable,
  waitsAsLongAs,
  watchBody,
} from '@buurtbalans/contracts';
import proxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { CROWD, type Crowd, limitCrowd } from './crowd.ts';
import { notAnswering, refused } from './door-answers.ts';
import type { Log } from '@buurtbalans/logging';
import { networkOfSender } from './network-of-sender.ts';
import { StartError } from './options.ts';

/** Where the front door sends what comes in. */
export interface FrontDoorTargets {
  readonly engine: string;
  readonly sessionKit: string;
  /** The screens also talk by websocket, as Vite does while somebody works on them. */
  readonly websockets?: boolean;
  /** By which the programs know that it is the door who says where somebody calls from. */
  readonly doorKey?: string;
}

/** Largest body that is passed on, in bytes; a little more than the largest file that the engine takes. */
const BODY_LIMIT = 110 * 1024 * 1024;
/** What is between a caller and this door alone; the door talks to its programs in its own way. */
const HOP_BY_HOP = ['expect', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade', 'x-forwarded-for'];

/** One address for everything: `/api` goes to the engine, the rest to the session kit. */
export async function openFrontDoor(
  targets: FrontDoorTargets,
  host: string,
  port: number,
  patience: Patience = PATIENCE,
  log?: Log,
  crowd: Crowd = CROWD,
): Promise<FastifyInstance> {
  const door = fastify({
    forceCloseConnections: true,
    frameworkErrors: refused,
    clientErrorHandler: refuseUnreadable,
    ...waitsAsLongAs(patience),
  });
  limitCrowd(door.server, crowd);
  door.addHook('onRequest', async ({ raw }) => {
    // what says its length beforehand need not come at all; the engine counts the rest
    if (Number(raw.headers['content-length']) > BODY_LIMIT)
      throw Object.assign(new Error('too large'), { statusCode: 413 });
    watchBody(raw, door.server, patience);
  });
  // what was refused before it had come whole still comes: unread it would stand before the next request on this connection
  door.addHook('onResponse', async ({ raw }) => {
    if (!raw.complete) raw.resume();
  });
  door.setErrorHandler(refused);
  const tell = (of: string) => (error: unknown) =>
    log?.warn('request failed', { of, status: 503, code: codeOf(error) });
  // whatever it is, a body goes on as it comes: nothing is kept here, or read as text
  door.removeAllContentTypeParsers();
  await door.register(proxy, {
    upstream: targets.engine,
    prefix: '/api',
    rewritePrefix: '/api',
    ...passing(patience, tell('engine'), targets.doorKey),
  });
  await door.register(proxy, {
    upstream: targets.sessionKit,
    prefix: '/',
    ...passing(patience, tell('session-kit'), targets.doorKey),
    ...(targets.websockets && { websocket: true }),
  });
  try {
    await door.listen({ host, port });
  } catch (error) {
    await door.close();
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new StartError(`poort ${port} is al bezet / port ${port} is taken: --port N`);
    throw new StartError(`${host}:${port}: ${code}`);
  }
  return door;
}

/** How both proxies pass things on. */
function passing(
  { silenceMs }: Patience,
  tell: (error: unknown) => void,
  doorKey = '',
): Omit<FastifyHttpProxyOptions, 'upstream' | 'preRewrite' | 'wsHooks' | 'websocket' | 'wsUpstream'> {
  return {
    // a connection for each that asks, and as many as ask: a live stream holds its own for hours, a slow body for minutes
    undici: {
      connections: null as never,
      pipelining: 1,
      headersTimeout: (silenceMs * 3) / 4,
      bodyTimeout: silenceMs / 2,
    },
    // the caller decides whether to ask again: asked ten times over behind its back, a program that cannot answer is only kept from recovering
    retryMethods: [],
    // the agents end with the door
    destroyAgent: true,
    replyOptions: {
      rewriteRequestHeaders: ({ headers: asked, socket }, headers) => ({
        ...Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name))),
        'x-forwarded-host': asked.host ?? '',
        'x-forwarded-proto': asked['x-forwarded-proto'] ?? 'http',
        [DOOR_HEADER]: `${doorKey} ${networkOfSender(socket.remoteAddress, asked['x-forwarded-for'], asked.host)}`,
      }),
      onError: (reply, { error }) => {
        tell(error);
        notAnswering(reply.request as FastifyRequest, reply as unknown as FastifyReply);
      },
    },
  };
}

/** Fails at once, before anything is started, when the port is taken. */
export async function checkPort(host: string, port: number, option = 'port'): Promise<void> {
  const { createServer } = await import('node:net');
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new StartError(
          error.code === 'EADDRINUSE'
            ? `poort ${port} is al bezet / port ${port} is taken: --${option} N`
            : `${host}:${port}: ${error.code}`,
        ),
      ),
    );
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
