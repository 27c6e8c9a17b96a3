import { isHttpError } from '@sveltejs/kit';
import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

/**
 * A projector shows the session and nothing around it. It stands outside the trajectory's frame, so that an engine that
 * is away for a moment gives "even wachten" and not an error page.
 */
export const load: PageServerLoad = async (event) => {
  const { id } = event.params;
  const view = await read(event, 'readTrajectory', { params: { trajectoryId: id } }).catch((cause: unknown) => {
    if (isHttpError(cause) && cause.status >= 500) return null;
    throw cause;
  });
  return { shell: 'none' as const, view };
};
