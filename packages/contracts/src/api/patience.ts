/** How long front door and engine wait for whoever sends something; in milliseconds. */
export interface Patience {
  /** For the head of a request. */
  readonly headMs: number;
  /** For anything at all on a connection, in either direction; a live stream has a heartbeat. */
  readonly silenceMs: number;
  /** For a whole request: 100 MB over a line that carries 30 kB a second. */
  readonly wholeMs: number;
  /** A body that is not whole brings `bodyBytes` in each such time, as the worst of lines does. */
  readonly bodyMs: number;
  readonly bodyBytes: number;
}

/** See {@link Patience}. Longest for what is silent: the engine answers within half a minute when its database does not. */
export const PATIENCE: Patience = {
  headMs: 20_000,
  silenceMs: 120_000,
  wholeMs: 3_600_000,
  bodyMs: 30_000,
  bodyBytes: 1_024,
};

/** Fastify's options for a patience. */
export const waitsAsLongAs = ({ headMs, silenceMs, wholeMs }: Patience) =>
  ({
    connectionTimeout: silenceMs,
    requestTimeout: wholeMs,
    http: { headersTimeout: headMs, connectionsCheckingInterval: Math.min(headMs, 5_000) },
  }) as const;

/** What is looked at of a request that comes in; Node's `IncomingMessage` has it. */
export interface Incoming {
  readonly complete: boolean;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly socket: { readonly bytesRead: number };
  once(event: 'close', listener: () => void): unknown;
}

/** Node's HTTP server, which ends a connection that took too long in a way of its own. */
interface Ending {
  emit(event: 'clientError', cause: Error, socket: Incoming['socket']): unknown;
}

/**
 * Ends a request whose body stops coming. A limit on the whole request cannot tell somebody who sends a byte now and then
 * from somebody who sends a large file over a bad line; the bytes that come in a while can.
 */
export function watchBody(request: Incoming, server: Ending, { bodyMs, bodyBytes }: Patience): void {
  const { headers, socket } = request;
  if (headers['transfer-encoding'] === undefined && !Number(headers['content-length'])) return;
  let before = socket.bytesRead;
  const timer = setInterval(() => {
    const isStalled = !request.complete && socket.bytesRead - before < bodyBytes;
    before = socket.bytesRead;
    if (isStalled || request.complete) clearInterval(timer);
    if (isStalled)
      server.emit(
        'clientError',
        Object.assign(new Error('the body does not come'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }),
        socket,
      );
  }, bodyMs);
  request.once('close', () => clearInterval(timer));
}
