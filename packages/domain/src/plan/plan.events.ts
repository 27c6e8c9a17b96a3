import type { ContentId } from '../trajectory/event-parts.ts';

interface ActionData {
  actionId: string;
  what: ContentId;
  /** Absent when no result has been written yet. */
  result: ContentId | null;
  ownerOrganisationId: string | null;
  due: string | null;
  findingIds: string[];
  indicatorId: string | null;
}

/** Events about the actions of the plan, the agreement on it and the resident edition: facts, never texts. Dates are ISO 8601. */
export interface PlanEvents {
  ActionPlanned: ActionData & { number: number };
  ActionRevised: ActionData;
  ActionDropped: { actionId: string; reason: ContentId; number?: number };
  /** `agreedOn`: the day of it, ISO date. `pictureNumber`: the version of the picture that it rests on. `facts`: hash of the borders and figures. */
  PlanAgreed: {
    number: number;
    organisationIds: string[];
    agreedOn: string;
    pictureNumber: number;
    facts?: string;
  };
  ResidentEditionMade: { pictureNumber: number };
}
