import { read } from '#lib/server/engine.ts';
import type { LayoutServerLoad } from './$types';

/** The trajectory, read again on every page of it: what is allowed and what blocks changes all the time. */
export const load: LayoutServerLoad = async (event) => {
  void event.url.pathname;
  return { view: await read(event, 'readTrajectory', { params: { trajectoryId: event.params.id } }) };
};
