import { ApiError, type Problem } from '@buurtbalans/contracts';
import { m } from '#lib/paraglide/messages.js';

/** Any failure as a problem to show; without an answer from the API it is the connection. */
export function problemFrom(cause: unknown): Problem {
  if (cause instanceof ApiError) return cause.problem;
  // in the words of the screens: the whole error catalogue is too much for a phone
  return { type: '/docs/errors.md#server-unavailable', code: 'SERVER.UNAVAILABLE', status: 503, title: m.error_unavailable_title(), detail: m.error_unavailable_advice(), details: {} };
}
