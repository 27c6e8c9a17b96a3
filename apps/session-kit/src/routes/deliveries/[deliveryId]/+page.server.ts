import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const [delivery, { items }] = await Promise.all([
    read(event, 'readDelivery', { params: { deliveryId: event.params.deliveryId } }),
    read(event, 'listDeliveries', {}),
  ]);
  return { delivery, replaced: items.find(({ id }) => id === delivery.replaces) ?? null };
};
