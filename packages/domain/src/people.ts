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

/** How an account stands: invited until somebody has taken it with a password of their own, and then active until it is disabled. */
export const ACCOUNT_STATES = ['invited', 'active', 'disabled'] as const;

/** One of the {@link ACCOUNT_STATES}. */
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** What somebody is told that happened to their account, since they may not have done it themselves. */
export const ACCOUNT_NEWS = [
  'password_changed',
  'second_factor_on',
  'second_factor_off',
  'second_factor_removed',
  'recovery_codes_renewed',
  'recovery_code_used',
  'codes_guessed',
] as const;

/** One of the {@link ACCOUNT_NEWS}. */
export type AccountNews = (typeof ACCOUNT_NEWS)[number];

/** Languages of the pages of staff. */
export const STAFF_LANGUAGES = ['nl', 'en'] as const;

/** One of the {@link STAFF_LANGUAGES}. */
export type StaffLanguage = (typeof STAFF_LANGUAGES)[number];

/** Roles that somebody of a role may invite others to; a professional's facilitator invites for their own trajectory alone. */
export const INVITES: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  administrator: ROLES,
  programme_manager: ['facilitator', 'research_adviser', 'professional', 'stakeholder'],
};

/** Whether an account of that role is nothing without an organisation. */
export const needsOrganisation = (role: string): boolean => role === 'professional';

/** Whether an account of that role lets others in, so that one of them has to be left. */
export const looksAfterAccounts = (role: string): boolean => role === 'administrator';

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
