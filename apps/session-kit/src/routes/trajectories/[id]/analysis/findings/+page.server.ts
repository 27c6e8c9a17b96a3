import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

/** Figures to check claims against. */
export const load: PageServerLoad = async (event) => {
  const { view } = await event.parent();
  if (!view.contentVisible) return { figures: [] };
  return {
    figures: (await read(event, 'listFigures', { params: { trajectoryId: view.id } })).items.filter(
      (figure) => figure.chosen,
    ),
  };
};
