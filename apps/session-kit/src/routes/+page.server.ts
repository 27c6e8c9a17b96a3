import { mayCall } from '@buurtbalans/contracts';
import { redirect } from '@sveltejs/kit';
import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { me } = await event.parent();
  if (!me) redirect(303, '/sign-in');
  const [{ items }, own] = await Promise.all([
    read(event, 'listTrajectories', {}),
    mayCall('listOwnSessions', me.role) ? read(event, 'listOwnSessions', {}) : { items: [] },
  ]);
  return { me, rows: items, own: own.items };
};
