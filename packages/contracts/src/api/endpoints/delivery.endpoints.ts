import { z } from 'zod';
import { CHANGE_KINDS, deliveryChangeSchema, deliverySchema, takeOverSchema } from '../delivery.schema.ts';
import { list } from './answers.ts';
import { defineEndpoints } from './endpoint.ts';
import { uuid } from './parameters.ts';
import { IMPORTERS, RESPONSIBLE_FOR_FIGURES } from './roles.ts';

/** Deliveries: files of figures and borders that were read, and what becomes of them. */
export const deliveryEndpoints = defineEndpoints({
  listDeliveries: {
    method: 'GET',
    path: '/deliveries',
    summary: 'The history: deliveries of figures and borders, newest first',
    access: 'staff',
    roles: IMPORTERS,
    response: list(deliverySchema),
  },
  readDelivery: {
    method: 'GET',
    path: '/deliveries/{deliveryId}',
    summary: 'A delivery, with what taking it over would change now',
    access: 'staff',
    roles: IMPORTERS,
    params: { deliveryId: uuid },
    response: deliverySchema,
  },
  listDeliveryChanges: {
    method: 'GET',
    path: '/deliveries/{deliveryId}/changes',
    summary: 'Values or areas that taking over a proposed delivery would change, a hundred at a time',
    access: 'staff',
    roles: IMPORTERS,
    params: { deliveryId: uuid },
    query: z.object({
      kind: z.enum(CHANGE_KINDS),
      indicatorId: z.string().max(100).optional(),
      offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
    }),
    response: list(deliveryChangeSchema),
  },
  takeOverDelivery: {
    method: 'POST',
    path: '/deliveries/{deliveryId}/take-over',
    summary: 'Take a proposed delivery over: its figures or borders become the official ones. Sent twice it acts once',
    access: 'staff',
    roles: RESPONSIBLE_FOR_FIGURES,
    params: { deliveryId: uuid },
    body: takeOverSchema,
    response: deliverySchema,
  },
  undoDelivery: {
    method: 'POST',
    path: '/deliveries/{deliveryId}/undo',
    summary: 'Put back what stood before the newest delivery',
    access: 'staff',
    roles: RESPONSIBLE_FOR_FIGURES,
    params: { deliveryId: uuid },
    response: deliverySchema,
  },
  discardDelivery: {
    method: 'POST',
    path: '/deliveries/{deliveryId}/discard',
    summary: 'Throw a proposed delivery away',
    access: 'staff',
    roles: IMPORTERS,
    facts: ['ownDelivery'],
    params: { deliveryId: uuid },
    response: deliverySchema,
  },
});
