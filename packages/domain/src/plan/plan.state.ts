import type { ContentId } from '../trajectory/event-parts.ts';

/** A line of the action plan (plan van aanpak). */
export interface ActionState {
  number: number;
  what: ContentId;
  result: ContentId | null;
  ownerOrganisationId: string | null;
  due: string | null;
  findingIds: string[];
  indicatorId: string | null;
}

/** The plan that was agreed last. What is changed afterwards is a concept beside it. */
export interface AgreedPlan {
  /** Its version: 1, 2, … */
  number: number;
  /** By which. */
  organisationIds: string[];
  /** Dutch day on which they agreed, ISO date. */
  agreedOn: string;
  /** When it was recorded. */
  at: string;
  /** Journal position that it shows: that of the agreement. */
  asOf: number;
  /** Version of the picture that it rests on. */
  pictureNumber: number;
  /** Hash of the borders and figures that it shows. */
  facts?: string;
  /** Since when there is a concept beside it; absent as long as the plan is as it was agreed. */
  changedAt?: string;
}
