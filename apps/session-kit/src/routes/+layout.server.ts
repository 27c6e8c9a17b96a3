import { engineFor } from '#lib/server/engine.ts';
import type { LayoutServerLoad } from './$types';

/** Who is signed in. Visitors without a cookie (participants) cost the engine nothing. */
export const load: LayoutServerLoad = async (event) => {
  if (!event.request.headers.get('cookie')) return { me: null };
  const me = await engineFor(event)
    .call('me', {})
    .catch(() => null);
  return { me };
};
