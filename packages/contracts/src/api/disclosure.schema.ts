import { DISCLOSURE_REASONS } from '@buurtbalans/domain';
import { z } from 'zod';

/** What of a statement leaves, and why; by the one rule for every form. */
export const disclosureSchema = z.object({
  words: z.boolean(),
  place: z.boolean(),
  because: z.enum(DISCLOSURE_REASONS),
});
