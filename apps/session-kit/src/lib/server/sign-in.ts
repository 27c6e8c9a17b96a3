import { ApiError, DOOR_HEADER, type Me, type Problem } from '@buurtbalans/contracts';
import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { cookieMaxAge, cookieName } from '#lib/paraglide/runtime.js';
import { apiLanguage } from '#lib/texts/language.ts';

/** What of a request the engine has to know: who the visitor is, and from where the front door says that they call. */
export function visitorHeaders({ headers }: Request): Record<string, string> {
  return Object.fromEntries(
    ['cookie', 'user-agent', DOOR_HEADER].flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

/** Posts to the engine for a form that was sent without script; hands its cookies on to the visitor, and gives its answer. */
export async function postForVisitor<T>(
  { request, url, cookies }: Pick<RequestEvent, 'request' | 'url' | 'cookies'>,
  path: string,
  body: object,
): Promise<T> {
  const response = await fetch(`${process.env['ENGINE_URL'] ?? 'http://127.0.0.1:3000'}/api/v1${path}`, {
    method: 'POST',
    headers: {
      ...visitorHeaders(request),
      'content-type': 'application/json',
      accept: 'application/json',
      'accept-language': apiLanguage(),
      origin: url.origin,
      'x-forwarded-host': url.host,
      'x-forwarded-proto': url.protocol.slice(0, -1),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) throw new ApiError((await response.json()) as Problem);
  passCookies(response.headers.getSetCookie(), cookies);
  return (await response.json()) as T;
}

/** Shows somebody who has just signed in the screens in the language of their account. */
export function useLanguageOf({ language }: Pick<Me, 'language'>, cookies: Cookies): void {
  if (language) cookies.set(cookieName, language, { path: '/', maxAge: cookieMaxAge, httpOnly: false, secure: false });
}

/** Hands the engine's cookies on to the visitor, with the attributes that the engine gave them. */
function passCookies(headers: readonly string[], cookies: Cookies): void {
  for (const header of headers) {
    const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    const named = new Map(
      attributes.map((attribute): [string, string | undefined] => {
        const [name = '', value] = attribute.toLowerCase().split('=');
        return [name, value];
      }),
    );
    const maxAge = named.get('max-age');
    cookies.set(pair.slice(0, at), pair.slice(at + 1), {
      path: '/',
      httpOnly: named.has('httponly'),
      secure: named.has('secure'),
      sameSite: named.get('samesite') === 'strict' ? 'strict' : 'lax',
      ...(maxAge === undefined ? {} : { maxAge: Number(maxAge) }),
      encode: (value) => value,
    });
  }
}
