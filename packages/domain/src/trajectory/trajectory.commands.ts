import { z } from 'zod';
import { ALLIANCE_RINGS, LANES, ORGANISATION_TYPES } from '../people.ts';
import { PHASES } from '../template/method-template.ts';
import { THEMES } from '../themes.ts';

/** Documents that can be asked for. */
export const DOCUMENTS = ['shared-picture', 'resident-edition', 'plan', 'minutes', 'profile'] as const;

/** One of the {@link DOCUMENTS}. */
export type DocumentKind = (typeof DOCUMENTS)[number];

/** What the figures say about a claim. */
export const VERDICTS = ['confirmed', 'contradicted', 'not_testable'] as const;

/** One of the {@link VERDICTS}. */
export type Verdict = (typeof VERDICTS)[number];

const id = z.uuid();
const line = z.string().trim().min(1).max(200);
const text = z.string().trim().min(1).max(5_000);
const indicatorId = z
  .string()
  .regex(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/)
  .max(80);
const date = z.iso.date();
const moment = z.iso.datetime({ offset: true });
const areaCode = z.string().regex(/^(BU|WK|GM|SD)[0-9A-Z]{4,8}$/);

/** A place in WGS84 degrees, with a name that people use for it. */
export const placeSchema = z.strictObject({
  lng: z.number().min(3).max(7.6),
  lat: z.number().min(50.5).max(54),
  label: z.string().trim().max(120).optional(),
});

/** A place in WGS84 degrees. */
export type Place = z.infer<typeof placeSchema>;

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

const finding = {
  findingId: id,
  title: line,
  text,
  theme: z.enum(THEMES),
  place: placeSchema.nullable(),
  testable: z.boolean(),
};
const action = {
  actionId: id,
  what: text,
  result: z.string().trim().max(5_000),
  ownerOrganisationId: id.nullable(),
  due: date.nullable(),
  findingIds: z.array(id).max(100),
  indicatorId: indicatorId.nullable(),
};

/** Schema of each command of a trajectory, by its type. Ids of new things are made by the sender. */
export const commandSchemas = {
  CreateTrajectory: z.strictObject({
    type: z.literal('CreateTrajectory'),
    name: line,
    districtCode: areaCode,
    templateId: z.string().max(80),
    templateVersion: z.int().min(1),
    invented: z.boolean().default(false),
  }),
  Appoint: z.strictObject({
    type: z.literal('Appoint'),
    accountId: id,
    role: z.enum(['facilitator', 'research_adviser']),
  }),
  Dismiss: z.strictObject({
    type: z.literal('Dismiss'),
    accountId: id,
    role: z.enum(['facilitator', 'research_adviser']),
  }),
  /** Puts one account in the place of another, or of all when `from` is null. */
  Reassign: z.strictObject({
    type: z.literal('Reassign'),
    role: z.enum(['facilitator', 'research_adviser']),
    accountId: id,
    from: id.nullable().default(null),
  }),
  SetArea: z.strictObject({
    type: z.literal('SetArea'),
    name: line,
    codes: z.array(areaCode).max(100),
    geometry: areaGeometrySchema,
    drawn: z.boolean(),
  }),
  WriteQuestion: z.strictObject({ type: z.literal('WriteQuestion'), text }),
  ChooseIndicator: z.strictObject({
    type: z.literal('ChooseIndicator'),
    indicatorId,
    theme: z.enum(THEMES),
    year: z.int().min(1990).max(2100),
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
  }),
  WithdrawCommitment: z.strictObject({ type: z.literal('WithdrawCommitment'), organisationId: id, reason: text }),
  PlanSession: z.strictObject({
    type: z.literal('PlanSession'),
    sessionId: id,
    lane: z.enum(LANES),
    title: line,
    plannedFor: moment,
    phases: z.array(z.enum(PHASES)).min(1).max(7),
    question: z.string().trim().max(500).default(''),
  }),
  MoveSession: z.strictObject({ type: z.literal('MoveSession'), sessionId: id, plannedFor: moment }),
  OpenSession: z.strictObject({ type: z.literal('OpenSession'), sessionId: id }),
  CloseSession: z.strictObject({ type: z.literal('CloseSession'), sessionId: id }),
  CancelSession: z.strictObject({ type: z.literal('CancelSession'), sessionId: id, reason: text }),
  /** Sends invitations to receivers of the session's list; what they are reached by lies beside the journal. */
  InviteToSession: z.strictObject({
    type: z.literal('InviteToSession'),
    sessionId: id,
    receiverIds: z.array(id).min(1).max(200),
  }),
  AdvancePhase: z.strictObject({ type: z.literal('AdvancePhase'), from: z.enum(PHASES) }),
  GoBack: z.strictObject({ type: z.literal('GoBack'), from: z.enum(PHASES), to: z.enum(PHASES), reason: text }),
  Pause: z.strictObject({ type: z.literal('Pause'), reason: text }),
  Resume: z.strictObject({ type: z.literal('Resume') }),
  Stop: z.strictObject({ type: z.literal('Stop'), reason: text }),
  Waive: z.strictObject({ type: z.literal('Waive'), guardId: z.string().max(80), reason: text }),
  ReleaseStatement: z.strictObject({
    type: z.literal('ReleaseStatement'),
    statementId: id,
    lane: z.enum(LANES),
    text,
    theme: z.enum(THEMES),
    kind: z.enum(['weak_spot', 'promising_spot', 'signal']),
    place: placeSchema.nullable(),
    sessionId: id,
    organisationType: z.enum(ORGANISATION_TYPES).nullable(),
    /** How many contributions, from how many different sources, it stands for. */
    contributions: z.int().min(1),
    sources: z.int().min(1),
  }),
  RetractStatement: z.strictObject({ type: z.literal('RetractStatement'), statementId: id, reason: text }),
  RecordFinding: z.strictObject({ type: z.literal('RecordFinding'), ...finding }),
  ReviseFinding: z.strictObject({ type: z.literal('ReviseFinding'), ...finding }),
  DropFinding: z.strictObject({ type: z.literal('DropFinding'), findingId: id, reason: text }),
  SetEvidence: z.strictObject({
    type: z.literal('SetEvidence'),
    findingId: id,
    statementIds: z.array(id).max(200),
    indicatorIds: z.array(indicatorId).max(50),
  }),
  RecordCheck: z.strictObject({
    type: z.literal('RecordCheck'),
    findingId: id,
    verdict: z.enum(VERDICTS),
    note: z.string().trim().max(2_000),
  }),
  OpenGap: z.strictObject({
    type: z.literal('OpenGap'),
    gapId: id,
    question: text,
    ownerOrganisationId: id.nullable(),
    due: date.nullable(),
  }),
  AssignGap: z.strictObject({ type: z.literal('AssignGap'), gapId: id, ownerOrganisationId: id, due: date }),
  AnswerGap: z.strictObject({ type: z.literal('AnswerGap'), gapId: id, answer: text }),
  ApproveSharedPicture: z.strictObject({
    type: z.literal('ApproveSharedPicture'),
    changes: z.string().trim().max(2_000),
  }),
  RecordDissent: z.strictObject({
    type: z.literal('RecordDissent'),
    dissentId: id,
    organisationId: id,
    text,
    findingId: id.nullable(),
  }),
  ConcludeDissent: z.strictObject({ type: z.literal('ConcludeDissent') }),
  PlanAction: z.strictObject({ type: z.literal('PlanAction'), ...action }),
  ReviseAction: z.strictObject({ type: z.literal('ReviseAction'), ...action }),
  DropAction: z.strictObject({ type: z.literal('DropAction'), actionId: id, reason: text }),
  MakeResidentEdition: z.strictObject({ type: z.literal('MakeResidentEdition') }),
  RequestReport: z.strictObject({
    type: z.literal('RequestReport'),
    reportId: id,
    document: z.enum(DOCUMENTS),
    format: z.enum(['pdf', 'html']),
    language: z.enum(['nl', 'en']),
    sessionId: id.nullable().default(null),
  }),
  CancelReport: z.strictObject({ type: z.literal('CancelReport'), reportId: id }),
  RecordReport: z.strictObject({
    type: z.literal('RecordReport'),
    reportId: id,
    outcome: z.enum(['rendered', 'failed']),
    sha256: z.string().max(64),
    pages: z.int().min(0),
    errorCode: z.string().max(80).default(''),
  }),
  PublishReport: z.strictObject({
    type: z.literal('PublishReport'),
    linkId: id,
    reportId: id,
    pdfReportId: id.nullable().default(null),
  }),
  ShareReport: z.strictObject({
    type: z.literal('ShareReport'),
    linkId: id,
    reportId: id,
    pdfReportId: id.nullable().default(null),
    readers: z
      .array(z.strictObject({ id, organisationId: id }))
      .min(1)
      .max(100),
    until: date,
  }),
  WithdrawReportLink: z.strictObject({ type: z.literal('WithdrawReportLink'), linkId: id }),
  Reopen: z.strictObject({ type: z.literal('Reopen'), reason: text }),
  MoveTimer: z.strictObject({ type: z.literal('MoveTimer'), key: z.string().max(120), dueAt: moment, reason: text }),
  CancelTimer: z.strictObject({ type: z.literal('CancelTimer'), key: z.string().max(120), reason: text }),
  MoveToTemplate: z.strictObject({
    type: z.literal('MoveToTemplate'),
    templateId: z.string().max(80),
    templateVersion: z.int().min(1),
    /** For each phase of the present template the phase of the new one that it becomes. */
    phaseMap: z.record(z.string().max(40), z.enum(PHASES)),
    dueDates: z.enum(['keep', 'recalculate']).default('keep'),
    reason: text,
  }),
  FireTimer: z.strictObject({ type: z.literal('FireTimer'), key: z.string().max(120), setSeq: z.int().min(1) }),
} as const;

/** Name of a command. */
export type CommandType = keyof typeof commandSchemas;

/** A validated command of the given type. */
export type CommandOf<T extends CommandType> = z.infer<(typeof commandSchemas)[T]>;

/** Any validated command. */
export type Command = { [T in CommandType]: CommandOf<T> }[CommandType];

/** What a sender may write: fields with a default may be left out. */
export type CommandInput = { [T in CommandType]: z.input<(typeof commandSchemas)[T]> }[CommandType];

/** Names of all commands. */
export const COMMAND_TYPES = Object.keys(commandSchemas) as readonly CommandType[];
