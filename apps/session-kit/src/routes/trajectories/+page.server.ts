import { mayCall } from '@buurtbalans/contracts';
import { read } from '#lib/server/engine.ts';
import { gives } from '#lib/server/works-by-template.ts';
import { districtOptions } from '#lib/trajectory/district-options.ts';
import { applyFilter, askOf, filterOf } from '#lib/trajectory/overview-filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const filter = filterOf(event.url.searchParams);
  const [{ me }, { items }, districts] = await Promise.all([
    event.parent(),
    read(event, 'listTrajectories', { query: askOf(filter) }),
    read(event, 'listDistricts', {}),
  ]);
  const isManager = mayCall('sendBulk', me?.role);
  const facilitators = isManager ? (await read(event, 'listAccounts', { query: { role: 'facilitator' } })).items : [];
  const templates = isManager ? (await read(event, 'listTemplates', {})).items : [];
  const reports = mayCall('listProgrammeReports', me?.role)
    ? (await read(event, 'listProgrammeReports', {})).items
    : null;
  return {
    templates,
    reports,
    ...applyFilter(items, filter),
    total: items.length,
    filter,
    districts: districtOptions(districts.items),
    facilitators,
    isManager,
    mayCreate: gives('CreateTrajectory', me?.role),
    loadedAt: new Date().toISOString(),
  };
};
