import { ApiError, type Problem, reactionRequestSchema } from '@buurtbalans/contracts';
import { error, fail } from '@sveltejs/kit';
import { engineFor, read } from '#lib/server/engine.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

/** The parts of a shared document, for one reader. Nobody else finds this page, and nothing keeps it. */
export const load: PageServerLoad = async (event) => {
  event.setHeaders({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
  });
  const shared = await read(event, 'readSharedParts', { params: { token: event.params.token } });
  // made here, so that a form that is sent twice is one reaction, with or without a script
  const ids = Object.fromEntries(shared.parts.map(({ id }) => [id, crypto.randomUUID()]));
  return { shared, ids, token: event.params.token, shell: 'public' as const };
};

export const actions: Actions = {
  react: async (event) => {
    const form = Object.fromEntries(await event.request.formData()) as Record<string, string>;
    const { part = '', text = '', kind = '' } = form;
    const kept = { part, text, kind };
    const parsed = reactionRequestSchema.safeParse({
      ...kept,
      id: form['id'],
      confirmedNotPersonal: form['confirmed'] === 'yes',
    });
    if (!parsed.success) return fail(400, { ...kept, problem: null, message: m.react_hint({ limit: 2_000 }) });
    try {
      await engineFor(event).call('react', { params: { token: event.params.token }, body: parsed.data });
    } catch (cause) {
      if (!(cause instanceof ApiError))
        error(503, { message: m.error_unavailable_title(), advice: m.error_unavailable_advice() });
      const problem: Problem = cause.problem;
      return fail(problem.status, { ...kept, problem, message: `${problem.title}. ${problem.detail}` });
    }
    return { sent: part };
  },
  withdraw: async (event) => {
    const reactionId = String((await event.request.formData()).get('id'));
    await engineFor(event)
      .call('withdrawReaction', { params: { token: event.params.token, reactionId } })
      .catch(() => error(503, { message: m.error_unavailable_title(), advice: m.error_unavailable_advice() }));
    return { withdrawn: true };
  },
};
