import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { m } from '#lib/paraglide/messages.js';
import { paraglideMiddleware } from '#lib/paraglide/server.js';

/** Sets the language of the request from its cookie; Dutch when there is none. */
export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ locale }) => resolve(event, { transformPageChunk: ({ html }) => html.replace('%locale%', locale) }));

/** Errors in plain words. What a `load` function said itself stays; the cause of an unknown one goes to the log. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'app') return;
  if (kind === 'framework') {
    if (error.status === 404) return { message: m.error_not_found_title(), advice: m.error_not_found_advice() };
    return { message: m.error_unexpected_title(), advice: m.error_unexpected_advice() };
  }
  console.error(JSON.stringify({ level: 'error', route: event.route.id, message: error instanceof Error ? error.stack : String(error) }));
  return { message: m.error_unexpected_title(), advice: m.error_unexpected_advice() };
};
