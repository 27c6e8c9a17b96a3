import { ApiError, type Problem, type SignInAnswer, problemOf, signInSchema } from '@buurtbalans/contracts';
import { fail, redirect } from '@sveltejs/kit';
import { codePage } from '#lib/accounts/code-page.ts';
import { staffLanguage } from '#lib/texts/language.ts';
import { safeNext } from '#lib/safe-next.ts';
import { engineFor } from '#lib/server/engine.ts';
import { postForVisitor, useLanguageOf } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** Somebody who is signed in already goes on to where they were going; all others are told by which ways they come in. */
export const load: PageServerLoad = async (event) => {
  const { me } = await event.parent();
  if (me) redirect(303, safeNext(event.url.searchParams.get('next')));
  const ways = await engineFor(event)
    .call('readSignInWays', {})
    .catch(() => ({ provider: null, passwords: true }));
  return { ways };
};

/** Signing in without script; with script the page speaks to the API itself. */
export const actions: Actions = {
  default: async (event) => {
    const form = signInSchema.safeParse(Object.fromEntries(await event.request.formData()));
    if (!form.success) return fail(400, { problem: problemOf('AUTH.SIGN_IN_FAILED', staffLanguage()) });
    const next = event.url.searchParams.get('next');
    let answer: SignInAnswer;
    try {
      answer = await postForVisitor<SignInAnswer>(event, '/sign-in', form.data);
    } catch (cause) {
      const problem: Problem =
        cause instanceof ApiError ? cause.problem : problemOf('SERVER.UNAVAILABLE', staffLanguage());
      return fail(problem.status, { problem });
    }
    if ('asks' in answer) redirect(303, codePage(next));
    useLanguageOf(answer, event.cookies);
    redirect(303, safeNext(next));
  },
};
