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

/** See {@link behindSchema}. */
export type Behind = z.infer<typeof behindSchema>;
