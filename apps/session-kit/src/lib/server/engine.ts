import {
  ApiError,
  type ApiClient,
  type CallInput,
  type CallOutput,
  createClient,
  type EndpointId,
} from '@buurtbalans/contracts';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { visitorHeaders } from './sign-in.ts';
import { apiLanguage } from '#lib/texts/language.ts';

/** Where somebody sets up a second factor who has to have one. */
export const SECOND_STEP = '/account/second-step';

type Event = Pick<RequestEvent, 'request' | 'url'>;

/** A client that speaks to the engine for the visitor of this request: same cookie, same language. */
export function engineFor({ request }: Event): ApiClient {
  return createClient({
    baseUrl: process.env['ENGINE_URL'] ?? 'http://127.0.0.1:3000',
    fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(15_000) }),
    language: apiLanguage,
    headers: () => visitorHeaders(request),
  });
}

function failure(cause: unknown, { url }: Event): never {
  if (!(cause instanceof ApiError))
    error(503, { message: m.error_unavailable_title(), advice: m.error_unavailable_advice() });
  const { status, title, detail, code } = cause.problem;
  if (status === 401) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  if (code === 'AUTH.SECOND_FACTOR_NEEDED') redirect(303, SECOND_STEP);
  error(status, { message: title, advice: detail, code });
}

/** Reads from the engine for a `load` function: not signed in leads to the sign-in page, an error to the error page. */
export async function read<I extends EndpointId>(event: Event, id: I, input: CallInput<I>): Promise<CallOutput<I>> {
  try {
    return await engineFor(event).call(id, input);
  } catch (cause) {
    return failure(cause, event);
  }
}
