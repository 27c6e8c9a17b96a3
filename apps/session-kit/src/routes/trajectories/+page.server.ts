import { read } from '#lib/server/engine.ts';
import { applyFilter, askOf, filterOf } from '#lib/trajectory/overview-filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const filter = filterOf(event.url.searchParams);
  const [{ me }, { items }, districts] = await Promise.all([
    event.parent(),
    read(event, 'listTrajectories', { query: askOf(filter) }),
    read(event, 'listAreas', { query: { level: 'stadsdeel' } }),
  ]);
  const isManager = me?.role === 'programme_manager';
  const facilitators = isManager ? (await read(event, 'listAccounts', { query: { role: 'facilitator' } })).items : [];
  const templates = isManager ? (await read(event, 'listTemplates', {})).items : [];
  const reports = isManager ? (await read(event, 'listProgrammeReports', {})).items : [];
  return {
    templates,
    reports,
    ...applyFilter(items, filter),
    total: items.length,
    filter,
    districts: districts.items,
    facilitators,
    isManager,
    loadedAt: new Date().toISOString(),
  };
};
