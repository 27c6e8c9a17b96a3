import { mayCall } from '@buurtbalans/contracts';
import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { view, me } = await event.parent();
  const canImport = mayCall('startImport', me?.role);
  const [areas, figures, imports] = await Promise.all([
    read(event, 'listAreas', { query: { level: 'buurt', districtCode: view.district.code } }),
    mayCall('listFigures', me?.role) ? read(event, 'listFigures', { params: { trajectoryId: event.params.id } }) : null,
    canImport ? read(event, 'listImports', {}) : { items: [] },
  ]);
  return { areas: areas.items, figures, imports: imports.items, canImport };
};
