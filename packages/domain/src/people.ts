/** What an account may be. Residents have no account and therefore no role here. */
export const ROLES = [
  'programme_manager',
  'facilitator',
  'research_adviser',
  'professional',
  'stakeholder',
  'administrator',
] as const;

/** The role of a staff account. */
export type Role = (typeof ROLES)[number];

/** The two sealed lanes of a trajectory. */
export const LANES = ['professional', 'resident'] as const;

/** One of the two sealed {@link LANES}. */
export type Lane = (typeof LANES)[number];

/**
 * Who sends a command. `system` is the product itself: a fired timer or the result of a job.
 * `accountId` is absent for `system`.
 */
export interface Actor {
  readonly role: Role | 'system';
  readonly accountId?: string;
  readonly organisationId?: string;
}

/** What kind of organisation a contribution is credited to. */
export const ORGANISATION_TYPES = [
  'municipality',
  'police',
  'housing_corporation',
  'care',
  'welfare',
  'youth_work',
  'school',
  'general_practice',
  'residents_association',
  'business',
  'other',
] as const;

/** One of the {@link ORGANISATION_TYPES}. */
export type OrganisationType = (typeof ORGANISATION_TYPES)[number];

/** Core group (kerngroep) or ring around it. */
export const ALLIANCE_RINGS = ['core', 'ring'] as const;

/** Where an organisation stands in the alliance. */
export type AllianceRing = (typeof ALLIANCE_RINGS)[number];
