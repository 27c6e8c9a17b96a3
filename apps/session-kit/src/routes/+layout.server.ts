import { callableBy } from '@buurtbalans/contracts';
import { redirect } from '@sveltejs/kit';
import { engineFor, SECOND_STEP } from '#lib/server/engine.ts';
import { worksByTemplate } from '#lib/server/works-by-template.ts';
import type { LayoutServerLoad } from './$types';

/** Who is signed in, and what they may do. Visitors without a cookie (participants) cost the engine nothing. */
export const load: LayoutServerLoad = async (event) => {
  const { untrack } = event;
  // background tiles come from the internet and show the visitor's address there: only where somebody asks for them
  const hasTiles = process.env['BUURTBALANS_TILES'] === 'pdok';
  // nor do their pages, whatever else is open in the same browser: what they keep for later names nobody
  const isForParticipants = untrack(() => /^\/(join|participant)(\/|$)/.test(event.url.pathname));
  if (isForParticipants || !event.request.headers.get('cookie')) return { me: null, hasTiles };
  const me = await engineFor(event)
    .call('me', {})
    .catch(() => null);
  if (me?.secondFactor === 'needed') {
    // the engine lets nothing else in before; `read` leads there too
    if (untrack(() => event.url.pathname) !== SECOND_STEP) redirect(303, SECOND_STEP);
    return { me, hasTiles };
  }
  return me ? { me, hasTiles, may: callableBy(me.role), worksByTemplate: worksByTemplate(me.role) } : { me, hasTiles };
};
