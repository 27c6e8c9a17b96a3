import { z } from 'zod';
import { id } from '../trajectory/command-parts.ts';

/**
 * Who stands behind a released statement, as the engine counted it: residents by their number alone, and how many of them
 * named its place; organisations by their ids. No number of cards or pins is in it, and no key of a person.
 */
export const behindSchema = z.union([
  z.strictObject({ residents: z.int().min(1), atPlace: z.int().min(0) }),
  z.strictObject({ organisationIds: z.array(id).min(1).max(200) }),
]);

/** The same, counted again: it can be nobody. */
export const leftBehindSchema = z.union([
  z.strictObject({ residents: z.int().min(0), atPlace: z.int().min(0) }),
  z.strictObject({ organisationIds: z.array(id).max(200) }),
]);

/** See {@link behindSchema}. */
export type Behind = z.infer<typeof behindSchema>;

/** Whether two counts say the same; organisations are in the order of their ids. */
export const isSameBehind = (one: Behind, other: Behind): boolean =>
  'residents' in one
    ? 'residents' in other && one.residents === other.residents && one.atPlace === other.atPlace
    : 'organisationIds' in other && one.organisationIds.join() === other.organisationIds.join();
