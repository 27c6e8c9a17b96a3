import { DOCUMENTS } from '@buurtbalans/domain';
import { z } from 'zod';

/** Which of several documents of one name it is. */
const version = {
  /** Of the plan or the picture; null for a profile, and for a plan that left before plans were agreed. */
  version: z.int().nullable(),
  /** Its place among the different contents of one version. */
  standing: z.int().nullable(),
  /** Moment whose standing it shows. */
  shownAt: z.string(),
};

/** A public link as its facilitator sees it. */
export const reportLinkSchema = z.object({
  id: z.uuid(),
  reportId: z.uuid(),
  document: z.enum(DOCUMENTS),
  language: z.enum(['nl', 'en']),
  ...version,
  hasPdf: z.boolean(),
  publishedAt: z.string(),
  withdrawnAt: z.string().nullable(),
  /** Where it is read, from the root of the site; null once withdrawn, or when the address can no longer be told. */
  path: z.string().nullable(),
  /** With whom it is shared, by organisation, and until which day they react; null for everybody. */
  shared: z.object({ organisationIds: z.array(z.uuid()), until: z.string() }).nullable(),
});

/** See {@link reportLinkSchema}. */
export type ReportLinkItem = z.infer<typeof reportLinkSchema>;

/** A document that can be published: a rendered page of what was approved or agreed, and the PDF of the same content where there is one. */
export const publishableSchema = z.object({
  reportId: z.uuid(),
  pdfReportId: z.uuid().nullable(),
  document: z.enum(DOCUMENTS),
  language: z.enum(['nl', 'en']),
  ...version,
  requestedAt: z.string(),
});

/** Links, and what could have one. */
export const sharingSchema = z.object({
  links: z.array(reportLinkSchema),
  publishable: z.array(publishableSchema),
  /** Whether mails go out at all; without, links of readers wait. */
  hasMail: z.boolean(),
});

/** See {@link sharingSchema}. */
export type Sharing = z.infer<typeof sharingSchema>;

/** Readers to share a document with: an address each, for an organisation of the trajectory. */
export const readersRequestSchema = z.strictObject({
  items: z
    .array(z.strictObject({ id: z.uuid(), organisationId: z.uuid(), address: z.email().max(200) }))
    .min(1)
    .max(100),
});

/** Longest reaction, in characters. */
export const REACTION_LIMIT = 2_000;

/** Kinds of reactions: another view, or something to add. */
export const REACTION_KINDS = ['dissent', 'addition'] as const;

/** A reaction as its reader sends it. The id is made by the sender, so that sent twice it is one. */
export const reactionRequestSchema = z.strictObject({
  id: z.uuid(),
  part: z.string().min(1).max(60),
  kind: z.enum(REACTION_KINDS),
  text: z.string().trim().min(1).max(REACTION_LIMIT),
  /** The sender was warned of what seems to be about a person, and says that it is not. */
  confirmedNotPersonal: z.boolean().default(false),
});

const reactionSchema = z.object({
  id: z.uuid(),
  part: z.string(),
  kind: z.enum(REACTION_KINDS),
  text: z.string(),
  at: z.string(),
});

/** A shared document for one reader: what can be reacted to, until when, and what they said. */
export const sharedPartsSchema = z.object({
  trajectoryName: z.string(),
  document: z.enum(DOCUMENTS),
  language: z.enum(['nl', 'en']),
  organisation: z.string(),
  until: z.string(),
  isOpen: z.boolean(),
  parts: z.array(z.object({ id: z.string(), heading: z.string(), lines: z.array(z.string()) })),
  own: z.array(reactionSchema),
});

/** See {@link sharedPartsSchema}. */
export type SharedParts = z.infer<typeof sharedPartsSchema>;

/** A reaction for the facilitator: of which organisation, about what. */
export const receivedReactionSchema = reactionSchema.extend({
  linkId: z.uuid(),
  document: z.enum(DOCUMENTS),
  organisationId: z.uuid(),
  organisation: z.string(),
  /** `findingId`: of a part of a finding. */
  about: z.object({ heading: z.string(), line: z.string(), findingId: z.uuid().nullable() }),
  handledAt: z.string().nullable(),
  /** Its writer was warned that it seems to be about a person, and went on. */
  suspect: z.boolean(),
});

/** See {@link receivedReactionSchema}. */
export type ReceivedReaction = z.infer<typeof receivedReactionSchema>;

/** What a shared address serves. */
export const SHARED_FILES = ['html', 'changes', 'pdf', 'xlsx', 'geojson'] as const;
