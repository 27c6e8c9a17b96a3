import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

/** Where released things coincide. */
export const load: PageServerLoad = async (event) => {
  const { view } = await event.parent();
  if (!view.contentVisible) return { cells: [], names: [] };
  const params = { trajectoryId: view.id };
  const [{ items: cells }, { items: figures }] = await Promise.all([
    read(event, 'listCoincidence', { params }),
    read(event, 'listFigures', { params }),
  ]);
  return { cells, names: figures.map(({ indicatorId, name }) => ({ indicatorId, name })) };
};
