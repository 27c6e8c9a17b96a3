import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const of = (deliveryId: string) => read(event, 'readDelivery', { params: { deliveryId } });
  const delivery = await of(event.params.deliveryId);
  return { delivery, replaced: delivery.replaces === null ? null : await of(delivery.replaces) };
};
