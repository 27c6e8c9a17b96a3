import { ACCOUNT_STATES, ALLIANCE_RINGS, ORGANISATION_TYPES, ROLES, STAFF_LANGUAGES } from '@buurtbalans/domain';
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
  /** Null: that of the browser. */
  language: z.enum(STAFF_LANGUAGES).nullable(),
  /** `needed`: this product asks one of that role, who has none yet and can do nothing before. */
  secondFactor: z.enum(['on', 'off', 'needed']),
});

/** Who has shown the password is in, or shows the second factor next. */
export const signInAnswerSchema = z.union([meSchema, z.object({ asks: z.literal('second_factor') })]);

const email = z.email().max(200);
const personName = z.string().trim().min(1).max(120);
/** A password that somebody chooses; that it is hard to guess is a rule of its own. */
const newPassword = z.string().min(1).max(200);
const district = z.string().min(1).max(20).nullable();

/** How a link reaches somebody: it is shown once to whoever makes it, or mailed. */
export const linkWaySchema = z.enum(['link', 'mail']);

/** A link that was made; its path is shown this once, and null when it is mailed. */
export const madeLinkSchema = z.object({ accountId: z.uuid(), path: z.string().nullable() });

/** What a link to an account leads to. */
export const openInvitationSchema = z.object({
  purpose: z.enum(['invitation', 'reset']),
  name: z.string(),
  /** Empty: whoever takes it gives their own. */
  email: z.string(),
  role: z.enum(ROLES),
  organisation: z.string().nullable(),
  expiresAt: z.iso.datetime(),
});

/** Taking an account. */
export const acceptInvitationSchema = z.strictObject({
  name: personName,
  email: email.optional(),
  password: newPassword,
});

/** Asking for a new password. */
export const forgottenPasswordSchema = z.strictObject({ email });

/** What was done about a forgotten password; the same for every address. */
export const forgottenPasswordAnswerSchema = z.object({ mailed: z.boolean() });

/** What somebody changes of their own account. */
export const ownAccountSchema = z.strictObject({ name: personName, language: z.enum(STAFF_LANGUAGES).nullable() });

/** Another password for one's own account. */
export const changePasswordSchema = z.strictObject({ current: z.string().min(1).max(200), next: newPassword });

/** A sign-in that is open. */
export const openSignInSchema = z.object({
  id: z.uuid(),
  beganAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  browser: z.string().nullable(),
  isCurrent: z.boolean(),
});

/** An account as those see it who look after accounts. */
export const personSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  state: z.enum(ACCOUNT_STATES),
  organisation: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  districtCode: z.string().nullable(),
  trajectoryId: z.uuid().nullable(),
  isDemonstration: z.boolean(),
  hasSecondFactor: z.boolean(),
  lastSignInAt: z.iso.datetime().nullable(),
  signIns: z.int(),
  invitedUntil: z.iso.datetime().nullable(),
});

/** Inviting somebody. */
export const invitePersonSchema = z.strictObject({
  email,
  name: personName,
  role: z.enum(ROLES),
  organisationId: z.uuid().nullable().default(null),
  districtCode: district.default(null),
  by: linkWaySchema,
});

/** Inviting a professional of an organisation of the alliance for one trajectory. */
export const inviteProfessionalSchema = z.strictObject({
  email,
  name: personName,
  organisationId: z.uuid(),
  by: linkWaySchema,
});

/** What an administrator changes of an account. */
export const changePersonSchema = z.strictObject({
  name: personName,
  role: z.enum(ROLES),
  organisationId: z.uuid().nullable(),
  districtCode: district,
  isDisabled: z.boolean(),
  /** Whether it was disabled when they looked: what somebody else did meanwhile is not undone. */
  wasDisabled: z.boolean(),
});

/** An account as it is shown in a list to choose from. */
export const accountSchema = z.object({ id: z.uuid(), name: z.string(), role: z.enum(ROLES) });

/** An organisation of the municipality's register. */
export const organisationSchema = z.object({ id: z.uuid(), name: z.string(), type: z.enum(ORGANISATION_TYPES) });

/** What the register has of an organisation. */
export const saveOrganisationSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  type: z.enum(ORGANISATION_TYPES),
  districtCodes: z.array(z.string().min(1).max(20)).max(100).default([]),
  contact: z.string().trim().max(200).nullable().default(null),
});

/** An organisation of the register, for those who look after it. */
export const registeredOrganisationSchema = organisationSchema.extend({
  districtCodes: z.array(z.string()),
  contact: z.string().nullable(),
  accounts: z.int(),
});

/** Another one that a double is merged into. */
export const mergeOrganisationSchema = z.strictObject({ into: z.uuid() });

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

/** Accounts, and organisations, that one page has. */
export const PEOPLE_PAGE = 50;
const page = z.coerce.number().int().min(1).max(100_000).optional();

/** Which accounts are asked for: words of name or address, role, state. Pages count from 1. */
export const peopleFilterSchema = z.object({
  text: z.string().max(120).optional(),
  role: z.enum(ROLES).optional(),
  state: z.enum(ACCOUNT_STATES).optional(),
  page,
});

/** Which organisations are asked for: words of name or contact, kind. Pages count from 1. */
export const registerFilterSchema = z.object({
  text: z.string().max(120).optional(),
  type: z.enum(ORGANISATION_TYPES).optional(),
  page,
});
