import { ApiError, type Me, type Problem, problemOf, showCodeSchema } from '@buurtbalans/contracts';
import { fail, redirect } from '@sveltejs/kit';
import { safeNext } from '#lib/safe-next.ts';
import { postForVisitor, useLanguageOf } from '#lib/server/sign-in.ts';
import { staffLanguage } from '#lib/texts/language.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whoever has not shown a password yet does so first. */
export const load: PageServerLoad = async ({ parent, url, cookies }) => {
  const { me } = await parent();
  const next = url.searchParams.get('next');
  if (me) redirect(303, safeNext(next));
  if (!cookies.get('buurtbalans-password-shown'))
    redirect(303, `/sign-in${next ? `?next=${encodeURIComponent(next)}` : ''}`);
  return { next, hasNoApp: url.searchParams.has('recovery') };
};

/** The second step of signing in, with and without script. */
export const actions: Actions = {
  default: async (event) => {
    const given = showCodeSchema.safeParse(Object.fromEntries(await event.request.formData()));
    if (!given.success) return fail(400, { problem: problemOf('AUTH.CODE_WRONG', staffLanguage()) });
    try {
      useLanguageOf(await postForVisitor<Me>(event, '/sign-in/code', given.data), event.cookies);
    } catch (cause) {
      const problem: Problem =
        cause instanceof ApiError ? cause.problem : problemOf('SERVER.UNAVAILABLE', staffLanguage());
      return fail(problem.status, { problem });
    }
    redirect(303, safeNext(event.url.searchParams.get('next')));
  },
};
