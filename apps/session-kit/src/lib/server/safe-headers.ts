import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** On every answer, of pages, files and faults: what a browser may not make of it. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
};
/** A year: who came by an encrypted way is to come by no other. */
const ONLY_ENCRYPTED = 'max-age=31536000';

/**
 * Sets them on whatever this process answers, before anybody else says a word: files are served without the framework,
 * so a hook of its would miss them.
 */
export function sendSafeHeaders(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    for (const [name, value] of Object.entries(SAFE_HEADERS)) response.setHeader(name, value);
    if (request.headers['x-forwarded-proto'] === 'https')
      response.setHeader('strict-transport-security', ONLY_ENCRYPTED);
  });
}

/**
 * What a browser may keep of a page. Of staff's nothing: who signs out and goes back reads nothing any more. Participants'
 * pages hold no word of anybody, and are asked for anew; their own worker keeps them for a bad line.
 */
export function keepNothing(response: Response, isForParticipants: boolean): Response {
  if (!response.headers.has('cache-control'))
    response.headers.set('cache-control', isForParticipants ? 'private, no-cache' : 'no-store');
  return response;
}
