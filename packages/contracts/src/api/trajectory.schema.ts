import {
  DOCUMENTS,
  LANES,
  PHASES,
  placeSchema,
  areaGeometrySchema,
  THEMES,
  VERDICTS,
  COMMAND_TYPES,
  STANDING,
} from '@buurtbalans/domain';
import { z } from 'zod';
import { disclosureSchema } from './disclosure.schema.ts';
import { accountSchema, trajectoryOrganisationSchema } from './people.schema.ts';

const text = z.object({ nl: z.string(), en: z.string() });

/** What is in the way, see `Block` in the domain. */
export const blockSchema = z.object({
  guardId: z.string().optional(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  unblockedBy: z.array(z.string()),
  waivable: z.boolean(),
});

/** Whether a command can be given now, and what giving it would take back of what stands. */
export const availabilitySchema = z.object({
  allowed: z.boolean(),
  blocks: z.array(blockSchema),
  takesBack: z.array(z.enum(STANDING)).optional(),
});

const status = z.enum(['active', 'paused', 'stopped']);

const nextSession = z.object({ id: z.uuid(), lane: z.enum(LANES), number: z.int(), plannedFor: z.string() });

/** One line of the programme overview: progress only, never a contribution. */
export const overviewRowSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  invented: z.boolean(),
  district: z.object({ code: z.string(), name: z.string() }),
  phase: z.enum(PHASES),
  phaseSince: z.string(),
  daysInPhase: z.int(),
  expectedDays: z.int(),
  status,
  nextSession: nextSession.nullable(),
  sessionsClosed: z.object({ professional: z.int(), resident: z.int() }),
  openSessions: z.int(),
  blocks: z.array(blockSchema),
  missingCommitments: z.int(),
  overdueGaps: z.int(),
  alerts: z.array(z.string()),
  facilitators: z.array(z.string()),
  version: z.int(),
});

/** A session in a trajectory. Title and question are null for those who see progress only. */
export const sessionSchema = z.object({
  id: z.uuid(),
  lane: z.enum(LANES),
  number: z.int(),
  title: z.string().nullable(),
  question: z.string().nullable(),
  plannedFor: z.string(),
  phases: z.array(z.enum(PHASES)),
  status: z.enum(['planned', 'open', 'closed', 'cancelled']),
  /** The last invitation, and the moment that it named. */
  invited: z.object({ number: z.int(), plannedFor: z.string(), at: z.string() }).nullable(),
  openedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  /** It was held about a former area and no longer counts. */
  formerArea: z.boolean(),
});

/**
 * A released statement. Only the facilitator reads one whose words do not leave; the others get it without words, place,
 * kind of organisation and number.
 */
export const statementSchema = z.object({
  id: z.uuid(),
  lane: z.enum(LANES),
  text: z.string(),
  theme: z.enum(THEMES),
  kind: z.enum(['weak_spot', 'promising_spot', 'signal']),
  place: placeSchema.nullable(),
  sessionId: z.uuid(),
  organisationType: z.string().nullable(),
  leaves: disclosureSchema,
  /** How many stand behind it: residents, organisations, or sources as an earlier version took them; null where fewer residents do than may be told. */
  told: z.object({ count: z.int(), of: z.enum(['residents', 'organisations', 'sources']) }).nullable(),
  /** Somebody behind it took back what they wrote after it was released; only the facilitator is told. */
  lost: z.boolean(),
});

/** A finding with its evidence and check. */
export const findingSchema = z.object({
  id: z.uuid(),
  number: z.int(),
  title: z.string(),
  text: z.string(),
  theme: z.enum(THEMES),
  place: placeSchema.nullable(),
  testable: z.boolean(),
  statementIds: z.array(z.uuid()),
  indicatorIds: z.array(z.string()),
  lanes: z.array(z.enum(LANES)),
  verdict: z.enum(VERDICTS).nullable(),
  note: z.string().nullable(),
});

/** A knowledge gap. */
export const gapSchema = z.object({
  id: z.uuid(),
  question: z.string(),
  ownerOrganisationId: z.uuid().nullable(),
  due: z.string().nullable(),
  answer: z.string().nullable(),
  overdue: z.boolean(),
});

/** A line of the plan. */
export const actionSchema = z.object({
  id: z.uuid(),
  number: z.int(),
  what: z.string(),
  result: z.string().nullable(),
  ownerOrganisationId: z.uuid().nullable(),
  due: z.string().nullable(),
  findingIds: z.array(z.uuid()),
  indicatorId: z.string().nullable(),
});

/** A document that was asked for, with the worker's progress. */
export const reportSchema = z.object({
  id: z.uuid(),
  document: z.enum(DOCUMENTS),
  format: z.enum(['pdf', 'html']),
  language: z.enum(['nl', 'en']),
  sessionId: z.uuid().nullable(),
  asOf: z.int(),
  /** Moment whose standing it shows. */
  shownAt: z.string(),
  /** Of the plan or the picture; null for a concept, and for what has none. */
  version: z.int().nullable(),
  /** Its place among the different contents of one version. */
  standing: z.int().nullable(),
  /** Nobody has approved or agreed to what it shows: it stays inside. */
  isConcept: z.boolean(),
  status: z.enum(['requested', 'rendered', 'failed', 'cancelled']),
  /** 0–100. */
  progress: z.int(),
  /** Named step of the worker: queued, snapshot, compose, layout, write, done. */
  step: z.string(),
  requestedAt: z.string(),
  pages: z.int().nullable(),
  bytes: z.int().nullable(),
  sha256: z.string().nullable(),
  errorCode: z.string().nullable(),
  /** What is wrong and where, for the text of the code. */
  errorDetail: z.string().nullable(),
  /** Its file was cleared away; it can be asked for again. */
  isFileGone: z.boolean(),
});

/**
 * A trajectory for its page. `contentVisible` is false for those who see progress only: then texts are null and the
 * lists of findings, statements, gaps, actions and dissent are empty, while `counts` still tells how many there are.
 */
export const trajectoryViewSchema = z.object({
  id: z.uuid(),
  version: z.int(),
  name: z.string(),
  invented: z.boolean(),
  district: z.object({ code: z.string(), name: z.string() }),
  template: z.object({
    id: z.string(),
    version: z.int(),
    name: text,
    phases: z.array(z.object({ id: z.enum(PHASES), expectedDays: z.int() })),
    placeGrainMetres: z.int(),
    /** Fewer sources than this are not told. */
    smallNumberThreshold: z.int(),
  }),
  phase: z.enum(PHASES),
  phaseSince: z.string(),
  daysInPhase: z.int(),
  status,
  createdAt: z.string(),
  facilitators: z.array(accountSchema),
  researchAdvisers: z.array(accountSchema),
  area: z
    .object({ name: z.string(), codes: z.array(z.string()), drawn: z.boolean(), geometry: areaGeometrySchema })
    .nullable(),
  question: z.string().nullable(),
  questionWritten: z.boolean(),
  indicators: z.array(
    z.object({ indicatorId: z.string(), theme: z.enum(THEMES), year: z.int(), comment: z.string().nullable() }),
  ),
  intakeSignedOff: z.object({ at: z.string(), name: z.string() }).nullable(),
  organisations: z.array(trajectoryOrganisationSchema),
  sessions: z.array(sessionSchema),
  contentVisible: z.boolean(),
  /** Journal position that is shown when it is not the last one; then nothing can be done. */
  asOf: z.object({ seq: z.int(), at: z.string() }).nullable(),
  counts: z.object({
    statements: z.int(),
    findings: z.int(),
    gaps: z.int(),
    openGaps: z.int(),
    overdueGaps: z.int(),
    actions: z.int(),
    dissent: z.int(),
  }),
  statements: z.array(statementSchema),
  findings: z.array(findingSchema),
  gaps: z.array(gapSchema),
  actions: z.array(actionSchema),
  dissent: z.array(
    z.object({ id: z.uuid(), organisationId: z.uuid(), text: z.string(), findingId: z.uuid().nullable() }),
  ),
  dissentConcludedAt: z.string().nullable(),
  sharedPicture: z.object({ number: z.int(), approvedAt: z.string().nullable(), changes: z.string().nullable() }),
  /** When what stood was taken back, as long as it was not given again. */
  takenBack: z
    .object({ signOff: z.string(), approval: z.string(), conclusion: z.string(), edition: z.string() })
    .partial(),
  /** The plan that was agreed last; `changedAt`: since when there is a concept beside it. */
  plan: z
    .object({
      number: z.int(),
      organisationIds: z.array(z.uuid()),
      agreedOn: z.string(),
      pictureNumber: z.int(),
      changedAt: z.string().nullable(),
    })
    .nullable(),
  residentEdition: z.object({ pictureNumber: z.int(), at: z.string() }).nullable(),
  reports: z.array(reportSchema),
  waivers: z.array(
    z.object({ guardId: z.string(), at: z.string(), reason: z.string().nullable(), usedAt: z.string().nullable() }),
  ),
  alerts: z.array(z.object({ key: z.string(), at: z.string() })),
  /** Terms that are running, soonest first. */
  timers: z.array(z.object({ key: z.string(), dueAt: z.string() })),
  available: z.record(z.enum(COMMAND_TYPES as [string, ...string[]]), availabilitySchema),
  laneAvailable: z.record(
    z.enum(LANES),
    z.object({ PlanSession: availabilitySchema, OpenSession: availabilitySchema }),
  ),
  earlierPhases: z.array(z.enum(PHASES)),
  nextPhase: z.enum(PHASES).nullable(),
});

/**
 * A command with its envelope. `commandId` makes a repeat harmless; `expectedVersion` is what the sender's screen
 * showed, and another version is answered with what happened in between.
 */
export const commandEnvelopeSchema = z.strictObject({
  commandId: z.uuid(),
  expectedVersion: z.int().min(0).optional(),
  command: z.looseObject({ type: z.string() }),
  /** Words that leave and seem to be about a person are refused until their author says that they are not. */
  confirmedNotPersonal: z.boolean().optional(),
});

/** Answer to an accepted command; a repeat of the same command id gets the same answer. */
export const commandAcceptedSchema = z.object({
  trajectoryId: z.uuid(),
  version: z.int(),
  seqs: z.array(z.int()),
  repeated: z.boolean(),
  /** Of a request for a document: the one to follow, which is another's when the very same is under way already. */
  reportId: z.uuid().optional(),
});

/** A journal entry as it is shown: texts are resolved for those who may read them. */
export const journalEntrySchema = z.object({
  seq: z.int(),
  type: z.string(),
  at: z.string(),
  role: z.string(),
  actor: z.string().nullable(),
  templateVersion: z.int(),
  data: z.record(z.string(), z.unknown()),
});
