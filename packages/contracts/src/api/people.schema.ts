import { ALLIANCE_RINGS, ORGANISATION_TYPES, ROLES } from '@buurtbalans/domain';
import { z } from 'zod';

/** Signing in with the embedded account store. */
export const signInSchema = z.strictObject({ email: z.email().max(200), password: z.string().min(1).max(200) });

/** The signed-in account. */
export const meSchema = z.object({
  accountId: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  organisation: z.object({ id: z.uuid(), name: z.string() }).nullable(),
});

/** An account as it is shown in a list to choose from. */
export const accountSchema = z.object({ id: z.uuid(), name: z.string(), role: z.enum(ROLES) });

/** An organisation of the municipality's register. */
export const organisationSchema = z.object({ id: z.uuid(), name: z.string(), type: z.enum(ORGANISATION_TYPES) });

/** An organisation inside a trajectory, with its sharing commitment. Dates are ISO dates. */
export const trajectoryOrganisationSchema = organisationSchema.extend({
  ring: z.enum(ALLIANCE_RINGS),
  commitment: z.object({
    status: z.enum(['none', 'signed', 'withdrawn', 'expired']),
    data: z.string().nullable(),
    purpose: z.string().nullable(),
    until: z.string().nullable(),
    /** Whether what the organisation tells leaves in words. */
    words: z.boolean(),
  }),
});
