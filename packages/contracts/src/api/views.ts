import type { deliveryChangeSchema, deliverySchema } from './delivery.schema.ts';
import type { z } from 'zod';
import type {
  areaSchema,
  districtSchema,
  areaWithGeometrySchema,
  importSchema,
  indicatorFiguresSchema,
  trajectoryFiguresSchema,
  valueSchema,
} from './figures.schema.ts';
import type { bulkOutcomeSchema, verificationSchema } from './programme.schema.ts';
import type { movePreviewSchema, templateProblemSchema, templateSummarySchema } from './template.schema.ts';
import type {
  meSchema,
  openSignInSchema,
  organisationSchema,
  personSchema,
  registeredOrganisationSchema,
  signInAnswerSchema,
  trajectoryOrganisationSchema,
} from './people.schema.ts';
import type { offeredSecondFactorSchema, secondFactorSchema } from './second-factor.schema.ts';
import type { termSchema } from './term.schema.ts';
import type { invitationsSchema, ownSessionSchema } from './invitation.schema.ts';
import type {
  evaluationSchema,
  harvestSchema,
  lanePromiseSchema,
  promiseCountsSchema,
  sessionMinutesSchema,
} from './harvest.schema.ts';
import type { liveAcceptedSchema, liveMessageSchema, openPromiseSchema } from './live.schema.ts';
import type {
  coincidenceSchema,
  contributionSchema,
  groupSchema,
  joinInfoSchema,
  participationSchema,
  releasePreviewSchema,
} from './session.schema.ts';
import type {
  actionSchema,
  availabilitySchema,
  blockSchema,
  findingSchema,
  gapSchema,
  journalEntrySchema,
  overviewRowSchema,
  reportSchema,
  sessionSchema,
  trajectoryViewSchema,
} from './trajectory.schema.ts';

/** Types of what the API gives and takes; shapes and units are documented at the schemas. */
export type Me = z.infer<typeof meSchema>;
export type SignInAnswer = z.infer<typeof signInAnswerSchema>;
export type SecondFactorView = z.infer<typeof secondFactorSchema>;
export type OfferedSecondFactor = z.infer<typeof offeredSecondFactorSchema>;
/** An account, for those who look after accounts. */
export type PersonView = z.infer<typeof personSchema>;
export type OpenSignInView = z.infer<typeof openSignInSchema>;
export type RegisteredOrganisationView = z.infer<typeof registeredOrganisationSchema>;
export type Organisation = z.infer<typeof organisationSchema>;
export type TrajectoryOrganisation = z.infer<typeof trajectoryOrganisationSchema>;
export type BlockView = z.infer<typeof blockSchema>;
export type AvailabilityView = z.infer<typeof availabilitySchema>;
export type OverviewRow = z.infer<typeof overviewRowSchema>;
export type TrajectoryView = z.infer<typeof trajectoryViewSchema>;
export type SessionView = z.infer<typeof sessionSchema>;
export type FindingView = z.infer<typeof findingSchema>;
export type GapView = z.infer<typeof gapSchema>;
export type ActionView = z.infer<typeof actionSchema>;
export type ReportView = z.infer<typeof reportSchema>;
export type JournalEntryView = z.infer<typeof journalEntrySchema>;
export type TemplateSummary = z.infer<typeof templateSummarySchema>;
export type TemplateProblemView = z.infer<typeof templateProblemSchema>;
export type MovePreview = z.infer<typeof movePreviewSchema>;
export type BulkOutcome = z.infer<typeof bulkOutcomeSchema>;
export type Verification = z.infer<typeof verificationSchema>;
export type AreaView = z.infer<typeof areaSchema>;
export type DistrictView = z.infer<typeof districtSchema>;
export type AreaWithGeometry = z.infer<typeof areaWithGeometrySchema>;
export type FigureValue = z.infer<typeof valueSchema>;
export type IndicatorFigures = z.infer<typeof indicatorFiguresSchema>;

/** Figures of a trajectory, and what is official since. */
export type TrajectoryFigures = z.infer<typeof trajectoryFiguresSchema>;
export type ImportView = z.infer<typeof importSchema>;
/** A delivery of figures or borders. */
export type DeliveryView = z.infer<typeof deliverySchema>;
/** One value or area that taking a delivery over would change. */
export type DeliveryChange = z.infer<typeof deliveryChangeSchema>;
export type JoinInfo = z.infer<typeof joinInfoSchema>;
export type Participation = z.infer<typeof participationSchema>;
export type ContributionView = z.infer<typeof contributionSchema>;
export type GroupView = z.infer<typeof groupSchema>;
export type Coincidence = z.infer<typeof coincidenceSchema>;
export type ReleasePreview = z.infer<typeof releasePreviewSchema>;
export type LiveMessage = z.infer<typeof liveMessageSchema>;
export type LiveAccepted = z.infer<typeof liveAcceptedSchema>;
export type Invitations = z.infer<typeof invitationsSchema>;
export type OwnSession = z.infer<typeof ownSessionSchema>;
export type HarvestView = z.infer<typeof harvestSchema>;
export type SessionMinutes = z.infer<typeof sessionMinutesSchema>;
export type LanePromiseView = z.infer<typeof lanePromiseSchema>;
export type PromiseCounts = z.infer<typeof promiseCountsSchema>;
export type EvaluationView = z.infer<typeof evaluationSchema>;
export type OpenPromise = z.infer<typeof openPromiseSchema>;
/** Until when a trajectory is kept, and whether it is held. */
export type TermView = z.infer<typeof termSchema>;
