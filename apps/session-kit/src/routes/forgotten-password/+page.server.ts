import { ApiError, forgottenPasswordSchema, type Problem, problemOf } from '@buurtbalans/contracts';
import { fail } from '@sveltejs/kit';
import { postForVisitor } from '#lib/server/sign-in.ts';
import { staffLanguage } from '#lib/texts/language.ts';
import type { Actions } from './$types';

/** Asking for a link, with and without script. */
export const actions: Actions = {
  default: async (event) => {
    const given = forgottenPasswordSchema.safeParse(Object.fromEntries(await event.request.formData()));
    if (!given.success)
      return fail(400, { problem: problemOf('REQUEST.INVALID', staffLanguage(), { fields: ['email'] }) });
    try {
      return { answer: await postForVisitor<{ mailed: boolean }>(event, '/forgotten-password', given.data) };
    } catch (cause) {
      const problem: Problem =
        cause instanceof ApiError ? cause.problem : problemOf('SERVER.UNAVAILABLE', staffLanguage());
      return fail(problem.status, { problem });
    }
  },
};
