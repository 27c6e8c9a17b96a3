import { mayCall } from '@buurtbalans/contracts';
import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

/** One lane at a time: the other stays sealed, also on this page. */
export const load: PageServerLoad = async (event) => {
  const { view, me } = await event.parent();
  const lane: 'professional' | 'resident' =
    event.url.searchParams.get('lane') === 'resident' ? 'resident' : 'professional';
  const params = { trajectoryId: view.id, lane };
  if (!mayCall('listLaneContributions', me?.role)) return { lane, contributions: null, groups: [] };
  const [contributions, groups] = await Promise.all([
    read(event, 'listLaneContributions', { params }),
    read(event, 'listGroups', { params }),
  ]);
  return { lane, contributions: contributions.items, groups: groups.items };
};
