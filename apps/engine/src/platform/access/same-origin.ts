import { ProductError } from '@buurtbalans/contracts';
import type { FastifyRequest } from 'fastify';

/** A write that the browser says comes from elsewhere is refused; the cookie alone proves nothing then. */
export function sameOrigin(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return;
  const origin = request.headers.origin;
  if (site === undefined && origin === undefined) return;
  const host = request.headers['x-forwarded-host'] ?? request.headers.host;
  if (site === undefined && origin !== undefined && URL.canParse(origin) && new URL(origin).host === host) return;
  throw new ProductError('REQUEST.ORIGIN');
}
