import { createHash, timingSafeEqual } from 'node:crypto';
import { DOOR_HEADER, networkOf } from '@buurtbalans/contracts';
import type { FastifyRequest } from 'fastify';

/**
 * The network from which somebody calls (`networkOf`): as the front door says, by the key that it has, and else that of the
 * connection. A header that somebody made up counts for nothing.
 */
export function networkOfCaller(
  { headers, raw }: Pick<FastifyRequest, 'headers' | 'raw'>,
  doorKey: string | undefined,
): string {
  const [key = '', told = ''] = String(headers[DOOR_HEADER] ?? '').split(' ');
  if (doorKey && told !== '' && isSame(key, doorKey)) return told;
  return networkOf(raw.socket.remoteAddress ?? '');
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (one: string, other: string): boolean => timingSafeEqual(hash(one), hash(other));
