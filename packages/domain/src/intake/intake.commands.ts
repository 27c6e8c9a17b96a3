import { z } from 'zod';
import { ALLIANCE_RINGS, ORGANISATION_TYPES } from '../people.ts';
import { THEMES } from '../themes.ts';
import { areaCode, date, factsHash, id, indicatorId, line, text } from '../trajectory/command-parts.ts';

const year = z.int().min(1990).max(2100);
const position = z.tuple([z.number(), z.number()]);

/** A drawn area as GeoJSON (RFC 7946, WGS84). Validity of the rings is checked by `@buurtbalans/geo`. */
export const areaGeometrySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Polygon'), coordinates: z.array(z.array(position).max(20_000)).max(200) }),
  z.strictObject({
    type: z.literal('MultiPolygon'),
    coordinates: z.array(z.array(z.array(position).max(20_000)).max(200)).max(200),
  }),
]);

/** Polygon or MultiPolygon in WGS84. */
export type AreaGeometry = z.infer<typeof areaGeometrySchema>;

/** Commands about area, question, figures, the signature, organisations and their sharing commitments. */
export const intakeCommands = {
  SetArea: z.strictObject({
    type: z.literal('SetArea'),
    name: line,
    codes: z.array(areaCode).max(100),
    geometry: areaGeometrySchema,
    drawn: z.boolean(),
    /** Chosen indicators of which this area has no figure, which the server adds and no sender. */
    empty: z.array(indicatorId).optional(),
    /** Hash of the figures of another area than before, as they are now, which the server adds and no sender. */
    figures: factsHash,
  }),
  /** Official figures as they are now take the place of those that the trajectory had; the server says which, and no sender. */
  TakeFigures: z.strictObject({
    type: z.literal('TakeFigures'),
    figures: factsHash,
    /** Chosen indicators that go on to a newer year. */
    years: z.record(indicatorId, year).optional(),
    /** Chosen indicators that say something else than before. */
    changed: z.array(indicatorId).optional(),
    /** Chosen indicators of which the area has no figure. */
    empty: z.array(indicatorId).optional(),
  }),
  WriteQuestion: z.strictObject({ type: z.literal('WriteQuestion'), text }),
  ChooseIndicator: z.strictObject({
    type: z.literal('ChooseIndicator'),
    indicatorId,
    theme: z.enum(THEMES),
    year,
    /** That the area has no figure of it in that year, which the server adds and no sender. */
    empty: z.literal(true).optional(),
  }),
  DropIndicator: z.strictObject({ type: z.literal('DropIndicator'), indicatorId }),
  CommentOnIndicator: z.strictObject({ type: z.literal('CommentOnIndicator'), indicatorId, text }),
  SignOffIntake: z.strictObject({ type: z.literal('SignOffIntake') }),
  AddOrganisation: z.strictObject({
    type: z.literal('AddOrganisation'),
    organisationId: id,
    name: line,
    organisationType: z.enum(ORGANISATION_TYPES),
    ring: z.enum(ALLIANCE_RINGS),
  }),
  SignCommitment: z.strictObject({
    type: z.literal('SignCommitment'),
    organisationId: id,
    data: text,
    purpose: text,
    until: date,
    /** Whether what the organisation tells leaves in words that name its kind; else, and unless it is said, it stays within the lane. */
    words: z.boolean().default(false),
  }),
  WithdrawCommitment: z.strictObject({ type: z.literal('WithdrawCommitment'), organisationId: id, reason: text }),
} as const;
