import { redirect } from '@sveltejs/kit';
import { cookieMaxAge, cookieName, isLocale } from '#lib/paraglide/runtime.js';
import { safeNext } from '#lib/safe-next.ts';
import type { RequestHandler } from './$types';

/** Choosing a language before the page's script has come, which on an old phone takes seconds. */
export const POST: RequestHandler = async ({ request, cookies }) => {
  const form = await request.formData();
  const locale = form.get('locale');
  // the page's script reads and writes this cookie too
  if (isLocale(locale))
    cookies.set(cookieName, locale, { path: '/', maxAge: cookieMaxAge, httpOnly: false, secure: false });
  redirect(303, safeNext(String(form.get('next'))));
};
