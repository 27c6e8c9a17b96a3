import { callableBy } from '@buurtbalans/contracts';
import { offer as background } from '#lib/server/tiles/index.ts';
import { redirect } from '@sveltejs/kit';
import { engineFor, SECOND_STEP } from '#lib/server/engine.ts';
import { worksByTemplate } from '#lib/server/works-by-template.ts';
import type { LayoutServerLoad } from './$types';

/** Who is signed in, and what they may do. Visitors without a cookie (participants) cost the engine nothing. */
export const load: LayoutServerLoad = async (event) => {
  const { untrack } = event;
  // nor do their pages, whatever else is open in the same browser: what they keep for later names nobody
  const isForParticipants = untrack(() => /^\/(join|participant)(\/|$)/.test(event.url.pathname));
  if (isForParticipants || !event.request.headers.get('cookie')) return { me: null, background };
  const me = await engineFor(event)
    .call('me', {})
    .catch(() => null);
  if (me?.secondFactor === 'needed') {
    // the engine lets nothing else in before; `read` leads there too
    if (untrack(() => event.url.pathname) !== SECOND_STEP) redirect(303, SECOND_STEP);
    return { me, background };
  }
  return me
    ? { me, background, may: callableBy(me.role), worksByTemplate: worksByTemplate(me.role) }
    : { me, background };
};
