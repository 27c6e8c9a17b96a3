import type { HandleClientError } from '@sveltejs/kit/hooks';
import { m } from '#lib/paraglide/messages.js';

/** Errors while going to another page: mostly a lost connection, said in plain words. */
export const handleError: HandleClientError = ({ kind, error }) => {
  if (kind === 'app') return;
  if (kind === 'framework' && error.status === 404)
    return { message: m.error_not_found_title(), advice: m.error_not_found_advice() };
  if (!navigator.onLine || error instanceof TypeError)
    return { message: m.error_unavailable_title(), advice: m.error_unavailable_advice() };
  console.error(error);
  return { message: m.error_unexpected_title(), advice: m.error_unexpected_advice() };
};
