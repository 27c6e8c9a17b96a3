import { readIfAllowed } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const figures = await readIfAllowed(event, 'listFigures', { params: { trajectoryId: event.params.id } });
  // names only: an action watches an indicator of this trajectory
  return {
    indicators: (figures?.items ?? [])
      .filter((figure) => figure.chosen)
      .map(({ indicatorId, name }) => ({ indicatorId, name })),
  };
};
