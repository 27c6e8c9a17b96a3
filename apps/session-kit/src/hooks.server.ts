import { codeOf, framesOf } from '@buurtbalans/contracts';
import { createLog, takeOverOutput, thresholdOf, toStandardOutput } from '@buurtbalans/logging';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { building, dev } from '$app/env';
import { m } from '#lib/paraglide/messages.js';
// a setting that cannot be is said at the start, and not on the first map
import '#lib/server/tiles/index.ts';
import { keepNothing, sendSafeHeaders } from '#lib/server/safe-headers.ts';
import { getTextDirection } from '#lib/paraglide/runtime.js';
import { paraglideMiddleware } from '#lib/paraglide/server.js';

const log = createLog({
  program: 'session-kit',
  threshold: thresholdOf(process.env['LOG_LEVEL']),
  write: toStandardOutput,
});

/** In production nothing is printed but by the log. */
export const init: ServerInit = () => {
  if (building || dev) return;
  takeOverOutput(log);
  sendSafeHeaders();
  log.info('started', { durationMs: performance.now() });
};

/** Pages that are in every language of the participants; the others are Dutch or English, and Dutch for everybody else. */
const isForParticipants = (path: string): boolean => /^\/(join|participant)(\/|$)/.test(path);

/** Phones on a slow line get their page compressed. Pages of staff are not: what is secret on them must not show in their length. */
function compressed(request: Request, response: Response): Response {
  const isPage = response.headers.get('content-type')?.startsWith('text/html');
  if (!response.body || !isPage || !/\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')) return response;
  const headers = new Headers(response.headers);
  headers.set('content-encoding', 'gzip');
  headers.append('vary', 'accept-encoding');
  headers.delete('content-length');
  return new Response(response.body.pipeThrough(new CompressionStream('gzip')), { status: response.status, headers });
}

/** Sets the language of the request from its cookie, Dutch when there is none, and says on the page which one it is. */
export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, async ({ locale }) => {
    const isTheirs = isForParticipants(event.url.pathname);
    const shown = isTheirs || locale === 'en' ? locale : 'nl';
    const response = await resolve(event, {
      transformPageChunk: ({ html }) => html.replace('%locale%', shown).replace('%dir%', getTextDirection(shown)),
    });
    return keepNothing(isTheirs ? compressed(event.request, response) : response, isTheirs);
  });

/** Errors in plain words. What a `load` function said itself stays; of an unknown one its code and place go to the log under a number that is shown, and no message, which can hold what somebody wrote. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'app') return;
  if (kind === 'framework') {
    if (error.status === 404) return { message: m.error_not_found_title(), advice: m.error_not_found_advice() };
    return { message: m.error_unexpected_title(), advice: m.error_unexpected_advice() };
  }
  // whoever works on the screens sees it whole
  if (dev) console.error(error);
  const reference = crypto.randomUUID().slice(0, 8);
  log.error('unexpected error', {
    reference,
    method: event.request.method,
    route: event.route.id ?? undefined,
    code: codeOf(error),
    frames: framesOf(error),
  });
  return {
    message: m.error_unexpected_title(),
    advice: m.error_unexpected_advice(),
    code: `SERVER.UNEXPECTED ${reference}`,
  };
};
