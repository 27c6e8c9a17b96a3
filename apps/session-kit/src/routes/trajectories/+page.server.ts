import { read } from '#lib/server/engine.ts';
import { applyFilter, filterOf } from '#lib/trajectory/overview-filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const [{ me }, { items }, districts] = await Promise.all([
    event.parent(),
    read(event, 'listTrajectories', {}),
    read(event, 'listAreas', { query: { level: 'stadsdeel' } }),
  ]);
  const filter = filterOf(event.url.searchParams);
  const isManager = me?.role === 'programme_manager';
  const facilitators = isManager ? (await read(event, 'listAccounts', { query: { role: 'facilitator' } })).items : [];
  return { ...applyFilter(items, filter), total: items.length, filter, districts: districts.items, facilitators, isManager, loadedAt: new Date().toISOString() };
};
