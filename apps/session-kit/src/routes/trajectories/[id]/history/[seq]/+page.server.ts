import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { view } = await event.parent();
  const past = await read(event, 'readTrajectory', {
    params: { trajectoryId: event.params.id },
    query: { asOf: Number(event.params.seq) },
  });
  return { past, last: view.version };
};
