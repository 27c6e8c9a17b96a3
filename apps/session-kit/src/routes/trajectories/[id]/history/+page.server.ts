import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { items } = await read(event, 'readJournal', { params: { trajectoryId: event.params.id }, query: {} });
  return { entries: items.toReversed() };
};
