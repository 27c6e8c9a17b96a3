import { mayCall } from '@buurtbalans/contracts';
import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { me } = await event.parent();
  const params = { trajectoryId: event.params.id };
  const figures = mayCall('listFigures', me?.role) ? (await read(event, 'listFigures', { params })).items : [];
  // names only: an action watches an indicator of this trajectory
  return {
    indicators: figures.filter((figure) => figure.chosen).map(({ indicatorId, name }) => ({ indicatorId, name })),
  };
};
