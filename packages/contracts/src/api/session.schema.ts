import { areaGeometrySchema, CARD_KINDS, LANES, placeSchema, THEMES } from '@buurtbalans/domain';
import { z } from 'zod';
import { disclosureSchema } from './disclosure.schema.ts';
import { organisationSchema } from './people.schema.ts';

/** The code that lets participants in; shown to the facilitator only. Null where it was taken away. */
export const sessionCodeSchema = z.object({ code: z.string().nullable(), expiresAt: z.string().nullable() });

/** What somebody with a code sees before joining. */
export const joinInfoSchema = z.object({
  sessionId: z.uuid(),
  lane: z.enum(LANES),
  title: z.string(),
  question: z.string().nullable(),
  areaName: z.string(),
  status: z.enum(['planned', 'open', 'closed', 'cancelled']),
  /** Whether cards show the room which organisation wrote them. */
  showOrganisations: z.boolean(),
  /** Organisations to take part for; empty in the resident lane. */
  organisations: z.array(organisationSchema),
});

/** Joining: a professional names the organisation, a resident gives nothing. */
export const joinRequestSchema = z.strictObject({ organisationId: z.uuid().optional() });

/** The participant's proof of joining. It holds session, lane and organisation, and nothing about the person. */
export const joinedSchema = z.object({
  token: z.string(),
  sessionId: z.uuid(),
  lane: z.enum(LANES),
  expiresAt: z.string(),
});

/** What the participant page needs. Places is the list to choose from instead of the map. */
export const participationSchema = z.object({
  sessionId: z.uuid(),
  lane: z.enum(LANES),
  title: z.string(),
  question: z.string().nullable(),
  areaName: z.string(),
  geometry: areaGeometrySchema,
  status: z.enum(['planned', 'open', 'closed', 'cancelled']),
  organisation: organisationSchema.nullable(),
  /** Organisations of the alliance, by whose names cards and promises are shown; in the professional lane. */
  organisations: z.array(organisationSchema).optional(),
  /** How the sharing commitment of the own organisation stands; in the professional lane. */
  commitment: z.enum(['none', 'signed', 'withdrawn', 'expired']).nullable().optional(),
  places: z.array(z.object({ id: z.string(), label: z.string(), lng: z.number(), lat: z.number() })),
  grainMetres: z.int(),
});

/** A contribution as its lane sees it. Professionals' cards name the organisation; residents' name nobody. */
export const contributionSchema = z.object({
  id: z.uuid(),
  seq: z.int(),
  sessionId: z.uuid(),
  lane: z.enum(LANES),
  kind: z.enum(CARD_KINDS),
  theme: z.enum(THEMES),
  text: z.string(),
  place: placeSchema.nullable(),
  organisation: organisationSchema.nullable(),
  groupId: z.uuid().nullable(),
  invented: z.boolean(),
  /** True once a statement was released from it; which one is not kept. */
  released: z.boolean(),
});

/** A group of contributions inside one lane. */
export const groupSchema = z.object({
  id: z.uuid(),
  lane: z.enum(LANES),
  title: z.string(),
  contributionIds: z.array(z.uuid()),
});

/** Making or changing a group: its title, and all contributions that belong to it. */
export const groupRequestSchema = z.strictObject({
  title: z.string().trim().min(1).max(200),
  contributionIds: z.array(z.uuid()).max(500),
  /** Whoever named it was warned of what seems to be about a person, and says that it is not. */
  confirmedNotPersonal: z.boolean().default(false),
});

/** Contributions that a released statement was written from; used only to mark them. */
export const releasedRequestSchema = z.strictObject({ contributionIds: z.array(z.uuid()).min(1).max(500) });

/** What a statement would be written from, and where it would lie. */
export const releasePreviewRequestSchema = z.strictObject({
  sessionId: z.uuid(),
  contributionIds: z.array(z.uuid()).min(1).max(500),
  place: placeSchema.nullable(),
});

/** What of it would leave, and which organisations did not agree that their words do. No number of people is told. */
export const releasePreviewSchema = z.object({
  leaves: disclosureSchema,
  withoutAgreement: z.array(z.uuid()),
  threshold: z.int(),
});

/** Where released statements, findings and figures coincide: of what leaves alone. */
export const coincidenceSchema = z.object({
  /** Its name, or the hexagon in its middle. */
  cell: z.string(),
  /** Ring of the hexagon, clipped to the area, as [lng, lat]. */
  ring: z.array(z.tuple([z.number(), z.number()])),
  centre: z.tuple([z.number(), z.number()]),
  label: z.string().nullable(),
  statements: z.int(),
  /** At least so many different residents and organisations. */
  sources: z.int(),
  themes: z.array(z.enum(THEMES)),
  lanes: z.array(z.enum(LANES)),
  findings: z.array(z.int()),
  /** Indicators of these themes that stand out beside the city. */
  figures: z.array(z.string()),
});
