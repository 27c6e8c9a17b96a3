import { ACCOUNT_STATES, AUDIT_KINDS, LANES, ORGANISATION_TYPES, ROLES, STAFF_LANGUAGES } from '@buurtbalans/domain';
import { z } from 'zod';

const moment = z.iso.datetime();
const ofTrajectory = { trajectoryId: z.uuid() };
const recorded = z.object({
  at: moment,
  kind: z.enum(AUDIT_KINDS),
  /** Id of the endpoint, or type of the event. */
  action: z.string(),
  /** In which role it was done. */
  role: z.enum([...ROLES, 'system']).nullable(),
  trajectoryId: z.uuid().nullable(),
});

/**
 * Everything that the product keeps of one account, and of nobody else. Lists have the latest first and 20,000 rows at most;
 * times are ISO 8601.
 */
export const ownDataSchema = z.object({
  madeAt: moment,
  account: z.object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    state: z.enum(ACCOUNT_STATES),
    stateSince: moment,
    language: z.enum(STAFF_LANGUAGES).nullable(),
    district: z.string().nullable(),
    organisation: z.object({ name: z.string(), type: z.enum(ORGANISATION_TYPES) }).nullable(),
    lastSignInAt: moment.nullable(),
  }),
  signIns: z.array(z.object({ beganAt: moment, expiresAt: moment, browser: z.string().nullable() })),
  /** Who somebody is at the provider of their organisation. */
  providers: z.array(z.object({ issuer: z.string(), subject: z.string(), since: moment })),
  /** One where it is turned on, of which nothing is told that opens the account. */
  secondFactors: z.array(z.object({ since: moment })),
  links: z.array(
    z.object({ purpose: z.enum(['invitation', 'reset']), byMail: z.boolean(), createdAt: moment, expiresAt: moment }),
  ),
  /** Trajectories that the account is of, and in which way. */
  memberships: z.array(
    z.object({
      ...ofTrajectory,
      name: z.string(),
      as: z.enum(['facilitator', 'research_adviser', 'invited', 'organisation']),
    }),
  ),
  /** Sessions on whose list of those invited the account or its address stands. */
  invitations: z.array(z.object({ ...ofTrajectory, sessionId: z.uuid(), address: z.string().nullable() })),
  /** Documents whose mail to this address was not taken yet. */
  readerships: z.array(z.object({ ...ofTrajectory, at: moment, address: z.string().nullable() })),
  /** What it did in trajectories, by the journal. */
  did: z.array(z.object({ at: moment, ...ofTrajectory, position: z.int(), event: z.string() })),
  /** What it read and changed. */
  recorded: z.array(recorded.extend({ sessionId: z.uuid().nullable(), lane: z.enum(LANES).nullable() })),
  /** What others did about it, by their role. */
  about: z.array(recorded),
  files: z.array(z.object({ at: moment, kind: z.string(), fileName: z.string(), status: z.string() })),
  deliveries: z.array(
    z.object({
      kind: z.string(),
      state: z.string(),
      broughtAt: moment.nullable(),
      takenOverAt: moment.nullable(),
      endedAt: moment.nullable(),
    }),
  ),
  programmeReports: z.array(z.object({ at: moment, format: z.string(), language: z.string() })),
  templates: z.array(z.object({ at: moment, id: z.string(), version: z.int() })),
  /** Trajectories that it held, or let go, last; the reason is null for the latter. */
  holds: z.array(z.object({ at: moment.nullable(), ...ofTrajectory, reason: z.string().nullable() })),
  /** Whether there is more than one of the lists holds. */
  isCut: z.boolean(),
});

/** See {@link ownDataSchema}. */
export type OwnDataView = z.infer<typeof ownDataSchema>;
