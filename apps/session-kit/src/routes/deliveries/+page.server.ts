import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const [imports, deliveries] = await Promise.all([read(event, 'listImports', {}), read(event, 'listDeliveries', {})]);
  return { imports: imports.items, deliveries: deliveries.items };
};
