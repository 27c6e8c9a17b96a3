import { mayCall } from '@buurtbalans/contracts';
import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

/** One lane at a time for its facilitator; for the programme manager numbers, and no word of what was agreed. */
export const load: PageServerLoad = async (event) => {
  const { view, me } = await event.parent();
  const trajectoryId = view.id;
  const lane: 'professional' | 'resident' =
    event.url.searchParams.get('lane') === 'resident' ? 'resident' : 'professional';
  const promises = mayCall('listPromises', me?.role)
    ? (await read(event, 'listPromises', { params: { trajectoryId, lane } })).items
    : null;
  const counts =
    promises === null && mayCall('countPromises', me?.role)
      ? await read(event, 'countPromises', { params: { trajectoryId } })
      : null;
  return { lane, promises, counts };
};
