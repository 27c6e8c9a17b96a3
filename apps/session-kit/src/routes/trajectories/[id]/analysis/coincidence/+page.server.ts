import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

/** Where released things coincide. */
export const load: PageServerLoad = async (event) => {
  const { view } = await event.parent();
  if (!view.contentVisible) return { cells: [], figures: [] };
  const params = { trajectoryId: view.id };
  const [{ items: cells }, { items: figures }] = await Promise.all([
    read(event, 'listCoincidence', { params }),
    read(event, 'listFigures', { params }),
  ]);
  return {
    cells,
    figures: figures.map(({ indicatorId, name, area, city }) => ({
      indicatorId,
      name,
      isHigher: (area.value ?? 0) > (city.value ?? 0),
    })),
  };
};
