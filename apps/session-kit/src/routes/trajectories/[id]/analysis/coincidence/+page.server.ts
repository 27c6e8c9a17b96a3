import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

/** Where released things coincide. */
export const load: PageServerLoad = async (event) => {
  const { view } = await event.parent();
  if (!view.contentVisible) return { cells: [] };
  return { cells: (await read(event, 'listCoincidence', { params: { trajectoryId: view.id } })).items };
};
