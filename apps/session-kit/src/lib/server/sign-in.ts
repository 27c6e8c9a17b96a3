import { ApiError, type Problem } from '@buurtbalans/contracts';
import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { apiLanguage } from '#lib/texts/language.ts';

/** Signs in at the engine for a form that was sent without script; gives its `set-cookie` headers. */
export async function signInAtEngine(
  { url }: Pick<RequestEvent, 'url'>,
  body: { email: string; password: string },
): Promise<string[]> {
  const response = await fetch(`${process.env['ENGINE_URL'] ?? 'http://127.0.0.1:3000'}/api/v1/sign-in`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'accept-language': apiLanguage(),
      origin: url.origin,
      'x-forwarded-host': url.host,
      'x-forwarded-proto': url.protocol.slice(0, -1),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  });
  if (!response.ok) throw new ApiError((await response.json()) as Problem);
  return response.headers.getSetCookie();
}

/** Hands the engine's cookies on to the visitor, with the attributes that the engine gave them. */
export function passCookies(headers: readonly string[], cookies: Cookies): void {
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
