import proxy from '@fastify/http-proxy';
import fastify, { type FastifyInstance } from 'fastify';
import { StartError } from './options.ts';

/** Where the front door sends what comes in. */
export interface FrontDoorTargets {
  readonly engine: string;
  readonly sessionKit: string;
}

const WAITING = `<!doctype html><html lang="nl"><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Buurtbalans</title>
<body style="font:1.25rem/1.6 sans-serif;margin:10vh auto;max-width:30rem;padding:1rem"><p>Buurtbalans start. Deze pagina ververst vanzelf.</p><p lang="en">Buurtbalans is starting. This page refreshes by itself.</p></body></html>`;

/** One address for everything: `/api` goes to the engine, the rest to the session kit. */
export async function openFrontDoor(targets: FrontDoorTargets, host: string, port: number): Promise<FastifyInstance> {
  const door = fastify({ forceCloseConnections: true, bodyLimit: 110 * 1024 * 1024 });
  const replyOptions = {
    rewriteRequestHeaders: (request: { headers: object; protocol?: string }, headers: object) => ({
      ...headers,
      'x-forwarded-host': (request.headers as { host?: string }).host ?? '',
      'x-forwarded-proto': (request.headers as { 'x-forwarded-proto'?: string })['x-forwarded-proto'] ?? 'http',
    }),
    onError: (reply: { code(status: number): { type(mime: string): { send(body: string): void } } }) => reply.code(503).type('text/html; charset=utf-8').send(WAITING),
  };
  const undici = { bodyTimeout: 0, headersTimeout: 0 };
  await door.register(proxy, { upstream: targets.engine, prefix: '/api', rewritePrefix: '/api', replyOptions: replyOptions as never, undici, proxyPayloads: true });
  await door.register(proxy, { upstream: targets.sessionKit, prefix: '/', replyOptions: replyOptions as never, undici, proxyPayloads: true });
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

/** Fails at once, before anything is started, when the port is taken. */
export async function checkPort(host: string, port: number): Promise<void> {
  const { createServer } = await import('node:net');
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(new StartError(error.code === 'EADDRINUSE' ? `poort ${port} is al bezet / port ${port} is taken: --port N` : `${host}:${port}: ${error.code}`)),
    );
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
