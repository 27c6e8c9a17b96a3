import { securityText } from './security-text.ts';
import type { RequestHandler } from './$types';

/** Who wants to hear of a weakness in this product: whoever runs it says so with `SECURITY_CONTACT`. */
export const GET: RequestHandler = () => {
  const text = securityText(process.env, new Date());
  return new Response(text ?? null, {
    status: text ? 200 : 404,
    headers: text ? { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'max-age=86400' } : {},
  });
};
