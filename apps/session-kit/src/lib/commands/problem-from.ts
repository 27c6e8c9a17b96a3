import { ApiError, type Problem, problemType } from '@buurtbalans/contracts';
import { Unreachable } from '#lib/api/unreachable.ts';
import { m } from '#lib/paraglide/messages.js';

/** Any failure as a problem to show. That the service cannot be reached is said only when it is so. */
export function problemFrom(cause: unknown): Problem {
  if (cause instanceof ApiError) return cause.problem;
  // in the words of the screens: the whole error catalogue is too much for a phone
  if (cause instanceof Unreachable)
    return {
      type: problemType('SERVER.UNAVAILABLE'),
      code: 'SERVER.UNAVAILABLE',
      status: 503,
      title: m.error_unavailable_title(),
      detail: m.error_unavailable_advice(),
      details: {},
    };
  console.error(cause);
  return {
    type: problemType('SERVER.UNEXPECTED'),
    code: 'SERVER.UNEXPECTED',
    status: 500,
    title: m.error_unexpected_title(),
    detail: m.error_unexpected_advice(),
    details: {},
  };
}
