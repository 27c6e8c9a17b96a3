import { ApiError } from '@buurtbalans/contracts';
import { engineFor } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

/** What the code gives access to, or the problem in words: a wrong code is no error page. */
export const load: PageServerLoad = async (event) => {
  try {
    return {
      info: await engineFor(event).call('readJoinInfo', { params: { code: event.params.code } }),
      problem: null,
    };
  } catch (cause) {
    if (cause instanceof ApiError) return { info: null, problem: cause.problem };
    throw cause;
  }
};
