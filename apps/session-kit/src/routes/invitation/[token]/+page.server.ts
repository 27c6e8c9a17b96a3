import { acceptInvitationSchema, ApiError, type Problem, problemOf, type SignInAnswer } from '@buurtbalans/contracts';
import { fail, redirect } from '@sveltejs/kit';
import { codePage } from '#lib/accounts/code-page.ts';
import { engineFor } from '#lib/server/engine.ts';
import { postForVisitor, useLanguageOf } from '#lib/server/sign-in.ts';
import { staffLanguage } from '#lib/texts/language.ts';
import type { Actions, PageServerLoad } from './$types';

const problemFor = (cause: unknown): Problem =>
  cause instanceof ApiError ? cause.problem : problemOf('SERVER.UNAVAILABLE', staffLanguage());

/** What the link leads to, or why it leads nowhere. */
export const load: PageServerLoad = async (event) => {
  // what stands in the address is good for an account
  event.setHeaders({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  const invitation = await engineFor(event)
    .call('readAccountInvitation', { params: event.params })
    .catch((cause: unknown) => ({ problem: problemFor(cause) }));
  return 'problem' in invitation ? { problem: invitation.problem, invitation: null } : { invitation, problem: null };
};

/** Taking the account, with and without script. */
export const actions: Actions = {
  default: async (event) => {
    const {
      name = '',
      email = '',
      password = '',
    } = Object.fromEntries(await event.request.formData()) as Record<string, string>;
    const given = acceptInvitationSchema.safeParse({ name, password, ...(email && { email }) });
    const kept = { name, email };
    if (!given.success)
      return fail(400, {
        problem: problemOf('REQUEST.INVALID', staffLanguage(), {
          fields: given.error.issues.map(({ path }) => path.join('.')),
        }),
        ...kept,
      });
    let answer: SignInAnswer;
    try {
      const path = `/account-invitations/${encodeURIComponent(event.params.token)}`;
      answer = await postForVisitor<SignInAnswer>(event, path, given.data);
    } catch (cause) {
      const problem = problemFor(cause);
      return fail(problem.status, { problem, ...kept });
    }
    if ('asks' in answer) redirect(303, codePage(null));
    useLanguageOf(answer, event.cookies);
    redirect(303, '/');
  },
};
