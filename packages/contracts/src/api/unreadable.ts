import { languageAsked, problemOf } from '../errors/problem.ts';

/** What Node says of what it could not read as a request, or waited for too long. */
interface Unreadable extends Error {
  readonly code?: string;
  /** The bytes that could not be read. */
  readonly rawPacket?: unknown;
}

/** The connection that it came over; a `net.Socket` is one. */
interface Connection {
  readonly destroyed: boolean;
  readonly writable: boolean;
  write(text: string): unknown;
  destroy(cause?: Error): unknown;
}

/** Node gives up so because of time: what was asked is not wrong, but never came. */
const LATE = 'ERR_HTTP_REQUEST_TIMEOUT';

/**
 * Answers what is no request, or has a head that is too long, as the catalogue of errors has it (400), and what does not come
 * with 408; then ends the connection. Fastify's `clientErrorHandler`, whose own answer says what its parser is called.
 */
export function refuseUnreadable(cause: Unreadable, socket: Connection): void {
  if (cause.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(cause.code === LATE ? answer('408 Request Timeout', '') : problem(cause.rawPacket));
  socket.destroy(cause);
}

function problem(packet: unknown): string {
  const asked = /^accept-language:(.*)$/im.exec(Buffer.isBuffer(packet) ? packet.toString('latin1') : '')?.[1];
  return answer(
    '400 Bad Request',
    JSON.stringify(problemOf('REQUEST.INVALID', languageAsked(asked), { fields: ['·'] })),
  );
}

const answer = (status: string, body: string): string =>
  [
    `HTTP/1.1 ${status}`,
    ...(body === '' ? [] : ['content-type: application/problem+json; charset=utf-8']),
    'cache-control: no-store',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
