import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

/** Public links and what can have one; the engine answers the facilitator only. */
export const load: PageServerLoad = async (event) => {
  const { view } = await event.parent();
  const input = { params: { trajectoryId: view.id } };
  const [sharing, reactions] = await Promise.all([
    read(event, 'readSharing', input),
    read(event, 'listReactions', input),
  ]);
  return { sharing, reactions: reactions.items, origin: event.url.origin };
};
