import { mayCall } from '@buurtbalans/contracts';
import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { template, version } = event.params;
  const [{ me }, body, { items }] = await Promise.all([
    event.parent(),
    read(event, 'readTemplate', { params: { template, version } }),
    read(event, 'listTemplates', {}),
  ]);
  const latest = Math.max(...items.filter(({ id }) => id === template).map((item) => item.version));
  return {
    template: body,
    next: latest + 1,
    mayWrite: mayCall('createTemplate', me?.role),
  };
};
